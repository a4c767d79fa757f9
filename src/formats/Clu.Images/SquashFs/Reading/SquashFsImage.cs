using System.Buffers.Binary;
using System.Globalization;
using Clu.Binary;
using Clu.Compression;
using Clu.Images.SquashFs.Tables;

namespace Clu.Images.SquashFs.Reading;

/// <summary>An open image: its superblock, tables and caches.</summary>
internal sealed class SquashFsImage : IDisposable
{
    private const int IdSize = sizeof(uint);

    private readonly ICodec _codec;
    private readonly LookupTable _fragments;
    private readonly LookupTable _ids;

    internal SquashFsImage(ImageSource source, Superblock superblock)
    {
        Source = source;
        Superblock = superblock;
        Codec = Compressor.Kind(superblock.CompressorNumber) ?? throw Malformed(
            20, "compressor", MalformedReason.Unsupported, "gzip, xz or zstd", superblock.CompressorNumber.ToString(CultureInfo.InvariantCulture));
        SuperblockRules.Check(superblock, source.Length);
        _codec = Codecs.Factory(Codec, null, superblock.BlockSize.Bytes)();
        MetadataCache metadata = new(source, _codec);
        InodeTable = new MetadataTable(metadata, "inode table", (long)superblock.InodeTable, (long)superblock.DirectoryTable);
        DirectoryTable = new MetadataTable(metadata, "directory table", (long)superblock.DirectoryTable, SuperblockRules.EndOfDirectories(superblock));
        _fragments = new LookupTable(source, metadata, "fragment table", superblock.FragmentTable, superblock.FragmentCount, FragmentEntry.Size);
        _ids = new LookupTable(source, metadata, "id table", superblock.IdTable, superblock.IdCount, IdSize);
        Blocks = new BlockReader(source, _codec, superblock);
        Inodes = new InodeReader(this);
        Directories = new DirectoryReader(this);
    }

    internal ImageSource Source { get; }

    internal Superblock Superblock { get; }

    internal CodecKind Codec { get; }

    internal MetadataTable InodeTable { get; }

    internal MetadataTable DirectoryTable { get; }

    internal BlockReader Blocks { get; }

    internal InodeReader Inodes { get; }

    internal DirectoryReader Directories { get; }

    internal static MalformedDataException Malformed(long offset, string field, MalformedReason reason, string expected, string actual) =>
        new("SquashFS", offset, field, reason, expected, actual);

    /// <summary>Reads what the kernel reads when it mounts.</summary>
    internal void Load()
    {
        _ids.Check();
        if (Superblock.FragmentCount > 0)
            _fragments.Check();
        OptionalTables.Check(Source, Superblock);
    }

    internal uint Id(ushort index, long offset)
    {
        if (index >= Superblock.IdCount)
            throw Malformed(offset, "id index", MalformedReason.InvalidValue, "an index into the id table", index.ToString(CultureInfo.InvariantCulture));
        Span<byte> record = stackalloc byte[IdSize];
        _ids.Read(index, record);
        return BinaryPrimitives.ReadUInt32LittleEndian(record);
    }

    internal FragmentEntry Fragment(uint index)
    {
        if (index >= Superblock.FragmentCount)
        {
            throw Malformed(
                -1, "fragment index", MalformedReason.InvalidValue, "an index into the fragment table", index.ToString(CultureInfo.InvariantCulture));
        }

        Span<byte> record = stackalloc byte[FragmentEntry.Size];
        _fragments.Read(index, record);
        SpanReader reader = new(record, "SquashFS");
        return new FragmentEntry((long)reader.U64("fragment start"), reader.U32("fragment size"));
    }

    /// <inheritdoc/>
    public void Dispose() => _codec.Dispose();
}
