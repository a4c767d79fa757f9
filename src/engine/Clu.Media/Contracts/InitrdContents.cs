using System.IO.Compression;
using System.Text;
using Clu.Binary;
using Clu.Compression;
using Clu.Images.Cpio;
using Clu.Images.Trees;

namespace Clu.Media.Contracts;

/// <summary>The files of an initial ramdisk: cpio archives one after the other, the last ones packed (see the kernel's <c>buffer-format.rst</c>).</summary>
public sealed class InitrdContents
{
    /// <summary>Bytes of all archives, unpacked; NixOS's have about 100 MiB.</summary>
    private const int MaxLength = 1 << 30;

    /// <summary>Files that are searched for texts; a table of file systems has some hundred bytes.</summary>
    private const int MaxText = 1 << 20;

    private static readonly byte[] _cpio = "07070"u8.ToArray();

    private readonly List<CpioEntry> _entries = [];

    /// <summary>Reads a ramdisk.</summary>
    /// <exception cref="MalformedDataException">It is no cpio archive, packed in no known way, damaged, or too long.</exception>
    public InitrdContents(ReadOnlyMemory<byte> ramdisk)
    {
        if (ramdisk.IsEmpty)
            throw Malformed("archive", MalformedReason.Truncated, "a cpio archive", "nothing");
        for (ReadOnlyMemory<byte> rest = ramdisk; !rest.IsEmpty;)
        {
            if (rest.Span.StartsWith(_cpio))
            {
                _entries.AddRange(CpioReader.ReadFirst(rest, out int length));
                rest = rest[length..];
            }
            else if (rest.Span[0] == 0)
            {
                int padding = rest.Span.IndexOfAnyExcept((byte)0);
                rest = padding < 0 ? default : rest[padding..];
            }
            else
            {
                // What is packed reaches to the end.
                rest = Unpacked(rest);
            }
        }
    }

    /// <summary>Paths of all entries, without a slash at the front.</summary>
    public IEnumerable<string> Paths => _entries.Select(entry => Encoding.UTF8.GetString(entry.Path.Span));

    /// <summary>Contents of small regular files.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> Texts => _entries
        .Where(entry => (entry.Mode & UnixFileType.Mask) == UnixFileType.File && entry.Data.Length is > 0 and <= MaxText)
        .Select(entry => entry.Data);

    /// <summary>Whether a small file has a text in it.</summary>
    public bool Mentions(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        return Texts.Any(content => content.Span.IndexOf(bytes) >= 0);
    }

    private static ReadOnlyMemory<byte> Unpacked(ReadOnlyMemory<byte> packed)
    {
        using MemoryStream input = new(packed.ToArray(), writable: false);
        using Stream unpacked = Open(packed.Span, input);
        using MemoryStream output = new();
        byte[] buffer = new byte[1 << 17];
        try
        {
            for (int count; (count = unpacked.Read(buffer)) > 0;)
            {
                if (output.Length + count > MaxLength)
                    throw Malformed("archive", MalformedReason.LimitExceeded, $"at most {MaxLength} bytes", "more");
                output.Write(buffer, 0, count);
            }
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            throw Malformed("archive", MalformedReason.InvalidValue, "packed data", e.Message);
        }

        ReadOnlyMemory<byte> archives = output.GetBuffer().AsMemory(0, (int)output.Length);
        return archives.Span.StartsWith(_cpio) ? archives : throw Malformed("archive", MalformedReason.InvalidValue, "a cpio archive", "other bytes");
    }

    private static Stream Open(ReadOnlySpan<byte> start, Stream packed) => start switch
    {
        [0x1F, 0x8B, ..] => new GZipStream(packed, CompressionMode.Decompress),
        [0x28, 0xB5, 0x2F, 0xFD, ..] => ZstdStreams.Unpack(packed),
        [0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', ..] or [0x5D, 0, 0, ..] => XzStream.Unpack(packed),
        _ => throw Malformed("archive", MalformedReason.Unsupported, "cpio, or gzip, zstd, xz or lzma of it", "other bytes"),
    };

    private static MalformedDataException Malformed(string field, MalformedReason reason, string expected, string actual) =>
        new("initial ramdisk", -1, field, reason, expected, actual);
}
