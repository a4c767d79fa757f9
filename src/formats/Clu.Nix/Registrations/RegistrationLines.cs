using System.Globalization;
using System.Text;
using Clu.Binary;

namespace Clu.Nix.Registrations;

/// <summary>Reads lines that end with a newline, all of them, within a bounded buffer.</summary>
internal sealed class RegistrationLines(Stream input, int maxLength)
{
    private const string Format = "registration";

    private readonly byte[] _buffer = new byte[Math.Max(maxLength + 1, 64 * 1024)];
    private int _start;
    private int _end;
    private long _offset;
    private long _lineOffset;

    /// <summary>Whether no byte is left.</summary>
    public bool AtEnd()
    {
        _lineOffset = _offset;
        return _start == _end && !Fill();
    }

    /// <summary>Reads one line without its newline.</summary>
    public string Next(string field)
    {
        _lineOffset = _offset;
        int length;
        while ((length = _buffer.AsSpan(_start, _end - _start).IndexOf((byte)'\n')) < 0 && _end - _start <= maxLength)
        {
            if (!Fill())
                throw Malformed(field, MalformedReason.Truncated, "a line that ends with a newline", "the end");
        }

        if (length < 0 || length > maxLength)
            throw Malformed(field, MalformedReason.LimitExceeded, $"a line of at most {maxLength} bytes", "a longer one");
        string line = Encoding.Latin1.GetString(_buffer, _start, length);
        _start += length + 1;
        _offset += length + 1;
        return line;
    }

    /// <summary>Reads a line that holds a decimal number and nothing else.</summary>
    public long Number(long max, string field)
    {
        string line = Next(field);
        bool canonical = line.Length > 0 && (line[0] != '0' || line.Length == 1);
        if (!canonical || !long.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out long value))
            throw Malformed(field, MalformedReason.InvalidValue, "a decimal number", $"'{line}'");
        return value <= max ? value : throw Malformed(field, MalformedReason.LimitExceeded, $"at most {max}", line);
    }

    /// <summary>Makes an error about the line read last.</summary>
    public MalformedDataException Malformed(string field, MalformedReason reason, string expected, string actual) =>
        new(Format, _lineOffset, field, reason, expected, actual);

    private bool Fill()
    {
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        _end -= _start;
        _start = 0;
        int read = input.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        return read > 0;
    }
}
