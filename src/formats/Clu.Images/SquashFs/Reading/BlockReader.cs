using System.Globalization;
using Clu.Binary;
using Clu.Compression;
using Clu.Images.SquashFs.Tables;

namespace Clu.Images.SquashFs.Reading;

/// <summary>Reads data and fragment blocks; keeps one fragment block, because neighbours share it.</summary>
internal sealed class BlockReader(ImageSource source, ICodec codec, Superblock superblock)
{
    private readonly byte[] _stored = new byte[superblock.BlockSize.Bytes];
    private readonly byte[] _fragment = new byte[superblock.BlockSize.Bytes];
    private FragmentEntry _fragmentEntry;
    private int _fragmentLength = -1;

    /// <summary>Reads a data block, which must fill the destination exactly.</summary>
    internal void Read(long start, uint word, Span<byte> destination)
    {
        if (word == 0)
        {
            destination.Clear();
            return;
        }

        int length = ReadAny(start, word, destination);
        if (length != destination.Length)
        {
            throw SquashFsImage.Malformed(
                start, "data block", MalformedReason.Inconsistent, Bytes(destination.Length), Bytes(length));
        }
    }

    /// <summary>A fragment block's content, valid until the next call.</summary>
    internal ReadOnlySpan<byte> Fragment(FragmentEntry entry)
    {
        if (_fragmentLength < 0 || entry != _fragmentEntry)
        {
            _fragmentLength = -1;
            _fragmentLength = ReadAny(entry.Start, entry.Word, _fragment);
            _fragmentEntry = entry;
        }

        return _fragment.AsSpan(0, _fragmentLength);
    }

    private int ReadAny(long start, uint word, Span<byte> destination)
    {
        int length = BlockWord.Length(word);
        if ((word & BlockWord.Reserved) != 0 || length == 0 || length > superblock.BlockSize.Bytes)
        {
            throw SquashFsImage.Malformed(
                start, "block size word", MalformedReason.InvalidValue, "1 to the block size", "0x" + word.ToString("X8", CultureInfo.InvariantCulture));
        }

        if (start < Superblock.Size || start > (long)superblock.InodeTable || length > (long)superblock.InodeTable - start)
        {
            throw SquashFsImage.Malformed(
                start, "block start", MalformedReason.InvalidValue, "a place between superblock and inode table", start.ToString(CultureInfo.InvariantCulture));
        }

        if (BlockWord.IsRaw(word))
        {
            if (length > destination.Length)
                throw SquashFsImage.Malformed(start, "data block", MalformedReason.Inconsistent, Bytes(destination.Length), Bytes(length));
            source.Read(start, destination[..length], "data block");
            return length;
        }

        source.Read(start, _stored.AsSpan(0, length), "data block");
        int content = codec.Decompress(_stored.AsSpan(0, length), destination);
        return content >= length
            ? content
            : throw SquashFsImage.Malformed(start, "data block", MalformedReason.Inconsistent, "at most " + Bytes(content), Bytes(length));
    }

    private static string Bytes(int count) => string.Create(CultureInfo.InvariantCulture, $"{count} bytes");
}
