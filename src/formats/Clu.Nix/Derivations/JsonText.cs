using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Clu.Nix.Derivations;

/// <summary>
/// Writes JSON as Nix does, byte for byte: only quotes, backslashes and control characters are escaped, floats have their shortest digits.
/// .NET's own writer escapes more.
/// </summary>
/// <param name="indented">Two spaces a level, or no white space at all.</param>
internal sealed class JsonText(bool indented)
{
    // Where floats go over to an exponent: 1e+15 is written so, 0.0001 is not.
    private const int MaxPlainExponent = 15;
    private const int MinPlainExponent = -4;

    // More are never needed to tell one float from all others.
    private const int MaxDigits = 17;

    private readonly ArrayBufferWriter<byte> _text = new();
    private int _depth;
    private bool _first = true;
    private bool _named;

    public byte[] ToBytes() => _text.WrittenSpan.ToArray();

    public void Begin(char bracket)
    {
        Item();
        _text.Write([(byte)bracket]);
        _depth++;
        _first = true;
    }

    public void End(char bracket)
    {
        _depth--;
        if (!_first)
            Line();
        _first = false;
        _text.Write([(byte)bracket]);
    }

    /// <summary>The name of a member; its value must follow.</summary>
    public void Name(ReadOnlySpan<byte> name)
    {
        Item();
        Quoted(name);
        _text.Write(indented ? ": "u8 : ":"u8);
        _named = true;
    }

    public void String(ReadOnlySpan<byte> value)
    {
        Item();
        Quoted(value);
    }

    public void String(string value) => String(Encoding.UTF8.GetBytes(value));

    public void Word(ReadOnlySpan<byte> word)
    {
        Item();
        _text.Write(word);
    }

    public void Strings<T>(ReadOnlySpan<byte> name, IEnumerable<T> values, Func<T, string> text)
    {
        Name(name);
        Begin('[');
        foreach (T value in values)
            String(text(value));
        End(']');
    }

    /// <summary>Any value, with the keys of its objects sorted; of a key that comes twice the last one counts.</summary>
    /// <exception cref="FormatException">A number is beyond all floats.</exception>
    /// <exception cref="InvalidOperationException">A string is no Unicode.</exception>
    public void Value(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                Begin('{');
                SortedDictionary<DerivationString, JsonElement> members = [];
                foreach (JsonProperty member in value.EnumerateObject())
                    members[new DerivationString(member.Name)] = member.Value;
                foreach ((DerivationString name, JsonElement member) in members)
                {
                    Name(name.Span);
                    Value(member);
                }

                End('}');
                break;
            case JsonValueKind.Array:
                Begin('[');
                foreach (JsonElement item in value.EnumerateArray())
                    Value(item);
                End(']');
                break;
            case JsonValueKind.String:
                String(value.GetString()!);
                break;
            case JsonValueKind.Number:
                Word(Encoding.ASCII.GetBytes(Number(value.GetRawText())));
                break;
            default:
                Word(Encoding.ASCII.GetBytes(value.GetRawText()));
                break;
        }
    }

    private static string Number(string raw)
    {
        if (long.TryParse(raw, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole))
            return whole.ToString(CultureInfo.InvariantCulture);
        if (ulong.TryParse(raw, NumberStyles.None, CultureInfo.InvariantCulture, out ulong large))
            return large.ToString(CultureInfo.InvariantCulture);
        double number = double.Parse(raw, NumberStyles.Float, CultureInfo.InvariantCulture);
        if (!double.IsFinite(number))
            throw new FormatException($"the number {raw} is too large");
        string sign = double.IsNegative(number) ? "-" : "";
        if (number == 0)
            return sign + "0.0";
        (string digits, int point) = Decimal(Math.Abs(number).ToString("R", CultureInfo.InvariantCulture));
        (string given, int givenPoint) = Decimal(raw.TrimStart('-'));
        // Nix's digits are not always the shortest; what it wrote stays.
        return given.Length <= MaxDigits && sign + Float(given, givenPoint) == raw ? raw : sign + Float(digits, point);
    }

    /// <summary>Takes a number apart into 0.DIGITS times ten to the power of POINT.</summary>
    private static (string Digits, int Point) Decimal(string number)
    {
        string[] parts = number.Split('e', 'E');
        int exponent = parts.Length > 1 ? int.Parse(parts[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) : 0;
        int dot = parts[0].IndexOf('.', StringComparison.Ordinal);
        string all = parts[0].Replace(".", "", StringComparison.Ordinal);
        string digits = all.TrimStart('0');
        return (digits.TrimEnd('0'), (dot < 0 ? all.Length : dot) - (all.Length - digits.Length) + exponent);
    }

    private static string Float(string digits, int point)
    {
        if (digits.Length <= point && point <= MaxPlainExponent)
            return $"{digits.PadRight(point, '0')}.0";
        if (point is > 0 and <= MaxPlainExponent)
            return $"{digits[..point]}.{digits[point..]}";
        if (point is > MinPlainExponent and <= 0)
            return $"0.{new string('0', -point)}{digits}";
        string fraction = digits.Length > 1 ? "." + digits[1..] : "";
        int exponent = point - 1;
        return string.Create(CultureInfo.InvariantCulture, $"{digits[0]}{fraction}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}");
    }

    private void Item()
    {
        if (_named)
        {
            _named = false;
            _first = false;
            return;
        }

        if (!_first)
            _text.Write(","u8);
        _first = false;
        if (_depth > 0)
            Line();
    }

    private void Line()
    {
        if (!indented)
            return;
        _text.Write("\n"u8);
        for (int i = 0; i < _depth; i++)
            _text.Write("  "u8);
    }

    private void Quoted(ReadOnlySpan<byte> value)
    {
        _text.Write("\""u8);
        int plain = 0;
        for (int i = 0; i < value.Length; i++)
        {
            if (value[i] >= 0x20 && value[i] is not ((byte)'"' or (byte)'\\'))
                continue;
            _text.Write(value[plain..i]);
            _text.Write(Escaped(value[i]));
            plain = i + 1;
        }

        _text.Write(value[plain..]);
        _text.Write("\""u8);
    }

    private static byte[] Escaped(byte value) => value switch
    {
        (byte)'"' => [.. "\\\""u8],
        (byte)'\\' => [.. "\\\\"u8],
        (byte)'\b' => [.. "\\b"u8],
        (byte)'\f' => [.. "\\f"u8],
        (byte)'\n' => [.. "\\n"u8],
        (byte)'\r' => [.. "\\r"u8],
        (byte)'\t' => [.. "\\t"u8],
        _ => Encoding.ASCII.GetBytes($"\\u{value:x4}"),
    };
}
