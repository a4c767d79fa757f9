using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Clu.Binary;

using Clu.Nix.Archives;

namespace Clu.Nix.Wire;

/// <summary>
/// Reads Nix's wire form, which NAR, exports and the protocols share: little-endian numbers of eight bytes, and strings with their length
/// before and zeros behind them up to a multiple of eight. A bounded window on the input that knows its offset.
/// </summary>
/// <param name="input">The bytes.</param>
/// <param name="format">Name of the format, for errors.</param>
/// <param name="embedded">What is read is part of a longer stream: not a byte more than asked for may be taken from it.</param>
internal sealed class WireReader(Stream input, string format, bool embedded)
{
    private readonly byte[] _buffer = GC.AllocateUninitializedArray<byte>(64 * 1024);
    private int _start;
    private int _end;

    /// <summary>Offset of the next byte.</summary>
    public long Offset { get; private set; }

    /// <summary>Reads a word that must be there.</summary>
    public void Expect(ReadOnlySpan<byte> word) => Expect(word, Text(word));

    /// <summary>Reads a word that must be there.</summary>
    public void Expect(ReadOnlySpan<byte> word, string field)
    {
        long at = Offset;
        ReadOnlySpan<byte> found = Word(field);
        if (!found.SequenceEqual(word))
            throw Malformed(at, field, MalformedReason.InvalidValue, Quote(word), Quote(found));
    }

    /// <summary>Reads one of the format's words; the result is valid until the next read.</summary>
    public ReadOnlySpan<byte> Word(string field) => String(NarTokens.MaxLength, field);

    /// <summary>Reads a string of at most <paramref name="maxLength"/> bytes; the result is valid until the next read.</summary>
    public ReadOnlySpan<byte> String(int maxLength, string field)
    {
        long at = Offset;
        ulong length = Number(field);
        if (length > (ulong)maxLength)
            throw OverLimit(at, field, maxLength, length);
        ReadOnlySpan<byte> all = Take((int)length + NarTokens.Padding((long)length), field);
        CheckPadding(all[(int)length..], field);
        return all[..(int)length];
    }

    /// <summary>Reads a string of at most <paramref name="maxLength"/> bytes that may be longer than the window; it takes memory as it comes.</summary>
    public byte[] Bytes(int maxLength, string field)
    {
        long at = Offset;
        ulong length = Number(field);
        if (length > (ulong)maxLength)
            throw OverLimit(at, field, maxLength, length);
        byte[] all = new byte[Math.Min((int)length, _buffer.Length)];
        for (int done = 0; done < (int)length;)
        {
            if (done == all.Length)
                Array.Resize(ref all, (int)Math.Min((long)length, all.Length * 2L));
            int step = Math.Min(_buffer.Length, all.Length - done);
            Take(step, field).CopyTo(all.AsSpan(done));
            done += step;
        }

        Padding((long)length, field);
        return all;
    }

    /// <summary>Reads text of at most <paramref name="maxLength"/> bytes; what is not UTF-8 is replaced.</summary>
    public string Text(int maxLength, string field) => Encoding.UTF8.GetString(Bytes(maxLength, field));

    /// <summary>Reads a number of at most <paramref name="max"/>: a count, a time, the number of a command.</summary>
    public long Number(long max, string field)
    {
        long at = Offset;
        ulong value = Number(field);
        return value <= (ulong)max
            ? (long)value
            : throw Malformed(at, field, MalformedReason.LimitExceeded, string.Create(CultureInfo.InvariantCulture, $"at most {max}"), Decimal(value));
    }

    /// <summary>Reads yes or no.</summary>
    public bool Bool(string field)
    {
        long at = Offset;
        return Number(field) switch
        {
            0 => false,
            1 => true,
            ulong other => throw Malformed(at, field, MalformedReason.InvalidValue, "0 or 1", Decimal(other)),
        };
    }

    /// <summary>Whether the input ends here; waits for the next byte or the end.</summary>
    public bool AtEnd() => _start == _end && !Fill(1);

    /// <summary>Reads the length before a file's content.</summary>
    public long Length(long max, string field)
    {
        long at = Offset;
        ulong length = Number(field);
        return length <= (ulong)max ? (long)length : throw OverLimit(at, field, max, length);
    }

    /// <summary>Reads content: at least one byte, unless <paramref name="destination"/> is empty.</summary>
    public int Content(Span<byte> destination)
    {
        if (destination.IsEmpty)
            return 0;
        int read = _end - _start;
        if (read > 0)
        {
            read = Math.Min(read, destination.Length);
            _buffer.AsSpan(_start, read).CopyTo(destination);
            _start += read;
        }
        else
        {
            // Nothing is buffered: straight to the caller.
            read = input.Read(destination);
            if (read == 0)
                throw Malformed(Offset, "contents", MalformedReason.Truncated, "more bytes", "the end");
        }

        Offset += read;
        return read;
    }

    /// <summary>Passes over content.</summary>
    public void Skip(long count)
    {
        while (count > 0)
        {
            if (_start == _end && !Fill((int)Math.Min(count, _buffer.Length)))
                throw Malformed(Offset, "contents", MalformedReason.Truncated, Bytes(count), "the end");
            int step = (int)Math.Min(count, _end - _start);
            _start += step;
            Offset += step;
            count -= step;
        }
    }

    /// <summary>Reads the zeros after content of this length.</summary>
    public void Padding(long length, string field) => CheckPadding(Take(NarTokens.Padding(length), field), field);

    /// <summary>Counts bytes that were taken from the input past this reader.</summary>
    public void Skipped(long count) => Offset += count;

    /// <summary>Refuses anything behind what was read, unless more is known to follow.</summary>
    public void ExpectEnd()
    {
        if (!embedded && (_start < _end || Fill(1)))
            throw Malformed(Offset, "archive", MalformedReason.TrailingData, "the end", "more bytes");
    }

    public MalformedDataException Malformed(long offset, string field, MalformedReason reason, string expected, string actual) =>
        new(format, offset, field, reason, expected, actual);

    public static string Quote(ReadOnlySpan<byte> value) => $"'{Text(value)}'";

    private static string Text(ReadOnlySpan<byte> value) => Encoding.UTF8.GetString(value);

    private static string Decimal(ulong value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Bytes(long count) => string.Create(CultureInfo.InvariantCulture, $"{count} bytes");

    private MalformedDataException OverLimit(long offset, string field, long max, ulong length) => Malformed(
        offset, field, MalformedReason.LimitExceeded, "at most " + Bytes(max), string.Create(CultureInfo.InvariantCulture, $"{length} bytes"));

    private void CheckPadding(ReadOnlySpan<byte> padding, string field)
    {
        int wrong = padding.IndexOfAnyExcept((byte)0);
        if (wrong >= 0)
            throw Malformed(Offset - padding.Length + wrong, field, MalformedReason.InvalidValue, "zeros as padding", $"0x{padding[wrong]:x2}");
    }

    /// <summary>Reads a number.</summary>
    public ulong Number(string field) => BinaryPrimitives.ReadUInt64LittleEndian(Take(sizeof(ulong), field));

    private ReadOnlySpan<byte> Take(int count, string field)
    {
        while (_end - _start < count)
        {
            if (!Fill(count - (_end - _start)))
                throw Malformed(Offset, field, MalformedReason.Truncated, Bytes(count), Bytes(_end - _start));
        }

        ReadOnlySpan<byte> taken = _buffer.AsSpan(_start, count);
        _start += count;
        Offset += count;
        return taken;
    }

    /// <summary>Reads at least one byte, and as many as there are unless only <paramref name="needed"/> are sure to be the archive's.</summary>
    private bool Fill(int needed)
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _end -= _start;
            _start = 0;
        }

        int read = input.Read(_buffer, _end, embedded ? needed : _buffer.Length - _end);
        _end += read;
        return read > 0;
    }
}
