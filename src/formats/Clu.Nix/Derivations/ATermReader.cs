using System.Buffers;
using System.Globalization;
using System.Text;
using Clu.Binary;

namespace Clu.Nix.Derivations;

/// <summary>The tokens of a derivation: fixed words, lists and quoted strings. Takes only the one way in which Nix writes each.</summary>
internal ref struct ATermReader(ReadOnlySpan<byte> text)
{
    private const string Format = "derivation";

    private static readonly SearchValues<byte> _special = SearchValues.Create("\"\\\n\r\t"u8);

    private readonly ReadOnlySpan<byte> _text = text;
    private int _strings;

    public int Position { get; private set; }

    private readonly ReadOnlySpan<byte> Rest => _text[Position..];

    public readonly bool IsAt(ReadOnlySpan<byte> word) => Rest.StartsWith(word);

    /// <summary>Reads a fixed word.</summary>
    public void Expect(ReadOnlySpan<byte> word, string field)
    {
        if (!IsAt(word))
            throw Unexpected(word, field);
        Position += word.Length;
    }

    /// <summary>Goes on to the next item of a list, or behind its end.</summary>
    /// <param name="first">True before the first item; cleared.</param>
    /// <param name="field">The list.</param>
    public bool Item(ref bool first, string field)
    {
        if (IsAt("]"u8))
        {
            Position++;
            return false;
        }

        if (!first)
            Expect(","u8, field);
        first = false;
        return true;
    }

    /// <summary>Reads a string and takes the escapes out.</summary>
    public DerivationString String(string field)
    {
        int start = Position;
        Expect("\""u8, field);
        if (++_strings > DerivationLimits.MaxStrings)
            throw Malformed(start, field, MalformedReason.LimitExceeded, $"at most {DerivationLimits.MaxStrings} strings", "more");
        int special = Rest.IndexOfAny(_special);
        if (special >= 0 && Rest[special] == '"')
        {
            DerivationString plain = new(Rest[..special]);
            Position += special + 1;
            return plain;
        }

        return Escaped(field);
    }

    /// <summary>Reads a string that must be text.</summary>
    public string Text(string field)
    {
        int start = Position;
        DerivationString value = String(field);
        return value.IsUtf8 ? value.ToString() : throw Malformed(start, field, MalformedReason.InvalidValue, "UTF-8", "what is none");
    }

    public readonly void End()
    {
        if (Position < _text.Length)
            throw Malformed(Position, "derivation", MalformedReason.TrailingData, "the end", $"{_text.Length - Position} bytes");
    }

    public static MalformedDataException Malformed(int at, string field, MalformedReason reason, string expected, string actual) =>
        new(Format, at, field, reason, expected, actual);

    private DerivationString Escaped(string field)
    {
        ArrayBufferWriter<byte> value = new();
        while (true)
        {
            int special = Rest.IndexOfAny(_special);
            if (special < 0)
                throw Malformed(_text.Length, field, MalformedReason.Truncated, "'\"'", "the end");
            value.Write(Rest[..special]);
            Position += special;
            byte found = Rest[0];
            if (found == '"')
            {
                Position++;
                return new DerivationString(value.WrittenSpan);
            }

            if (found != '\\')
                throw Malformed(Position, field, MalformedReason.InvalidValue, "line feeds, carriage returns and tabs escaped", Shown(found));
            if (Rest.Length < 2)
                throw Malformed(_text.Length, field, MalformedReason.Truncated, "an escaped character", "the end");
            byte plain = Rest[1] switch
            {
                (byte)'n' => (byte)'\n',
                (byte)'r' => (byte)'\r',
                (byte)'t' => (byte)'\t',
                (byte)'"' => (byte)'"',
                (byte)'\\' => (byte)'\\',
                _ => throw Malformed(Position + 1, field, MalformedReason.InvalidValue, "n, r, t, '\"' or '\\' escaped", Shown(Rest[1])),
            };
            value.Write([plain]);
            Position += 2;
        }
    }

    private readonly MalformedDataException Unexpected(ReadOnlySpan<byte> word, string field)
    {
        string expected = $"'{Encoding.ASCII.GetString(word)}'";
        int same = Rest.CommonPrefixLength(word);
        return same == Rest.Length
            ? Malformed(_text.Length, field, MalformedReason.Truncated, expected, "the end")
            : Malformed(Position + same, field, MalformedReason.InvalidValue, expected, Shown(Rest[same]));
    }

    private static string Shown(byte value) =>
        value is > 0x20 and < 0x7F ? $"'{(char)value}'" : string.Create(CultureInfo.InvariantCulture, $"byte {value}");
}
