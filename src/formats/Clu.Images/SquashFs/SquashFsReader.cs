using Clu.Compression;
using Clu.Images.SquashFs.Reading;
using Clu.Images.SquashFs.Tables;

namespace Clu.Images.SquashFs;

/// <summary>
/// Reads a SquashFS 4.0 image strictly: what the kernel refuses is refused here, and all that mksquashfs writes with gzip, xz or zstd is taken.
/// Lazy: memory does not grow with the image. Not safe for two threads. Abandon it after the first error.
/// </summary>
public sealed class SquashFsReader : IDisposable
{
    private readonly SquashFsImage _image;
    private readonly HashSet<uint> _extracted = [];

    private SquashFsReader(SquashFsImage image, SquashFsDirectory root)
    {
        _image = image;
        Root = root;
    }

    /// <summary>The root directory.</summary>
    public SquashFsDirectory Root { get; }

    /// <summary>The codec of data and metadata.</summary>
    public CodecKind Codec => _image.Codec;

    /// <summary>The size that file data is cut in.</summary>
    public BlockSize BlockSize => _image.Superblock.BlockSize;

    /// <summary>Seconds since 1970 at which the image says it was made.</summary>
    public uint ImageTime => _image.Superblock.ImageTime;

    /// <summary>Inodes that the image says it has.</summary>
    public uint InodeCount => _image.Superblock.InodeCount;

    /// <summary>Bytes without padding.</summary>
    public long UsedLength => (long)_image.Superblock.BytesUsed;

    /// <summary>Opens the image that starts where the stream stands.</summary>
    /// <param name="stream">Seekable; the caller disposes it, after the reader.</param>
    /// <exception cref="Clu.Binary.MalformedDataException">It is no SquashFS image that Linux mounts.</exception>
    public static SquashFsReader Open(Stream stream) => Open(stream, stream.Position, stream.Length - stream.Position);

    /// <summary>Opens the image in a part of a stream.</summary>
    /// <param name="stream">Seekable; the caller disposes it, after the reader.</param>
    /// <param name="start">Where the image starts.</param>
    /// <param name="length">Bytes that it may have; padding included.</param>
    /// <exception cref="Clu.Binary.MalformedDataException">It is no SquashFS image that Linux mounts.</exception>
    public static SquashFsReader Open(Stream stream, long start, long length)
    {
        ImageSource source = new(stream, start, length);
        byte[] record = new byte[Superblock.Size];
        source.Read(0, record, "superblock");
        Superblock superblock = Superblock.Read(record);
        SquashFsImage image = new(source, superblock);
        try
        {
            image.Load();
            return image.Inodes.Read(superblock.RootReference) is SquashFsDirectory root
                ? new SquashFsReader(image, root)
                : throw SquashFsImage.Malformed(32, "root inode", Clu.Binary.MalformedReason.InvalidValue, "a directory", "another type");
        }
        catch
        {
            image.Dispose();
            throw;
        }
    }

    /// <summary>Takes an entry of the root directory out as it is compressed, so that it can be placed in another image by byte copy. Its blocks are not read.</summary>
    /// <param name="node">The entry; each is taken out once.</param>
    /// <param name="level">Level of the other image, whose codec and block size are this one's.</param>
    /// <returns>Null where the image was laid out in another way than clu's: then its files have to be compressed again.</returns>
    /// <exception cref="Clu.Binary.MalformedDataException">Its inodes or names are wrong.</exception>
    public StoredSegment? Extract(SquashFsNode node, int level) =>
        new SegmentExtractor(_image, new SegmentSettings(Codec, level, BlockSize), _extracted).Extract(node);

    /// <summary>Reads all of the image: every inode, name and byte of content.</summary>
    /// <param name="progress">Takes the bytes of content read so far.</param>
    /// <exception cref="Clu.Binary.MalformedDataException">Something in it is wrong.</exception>
    public SquashFsContents Verify(IProgress<long>? progress = null) => new ImageVerifier(_image, progress).Run(Root);

    /// <inheritdoc/>
    public void Dispose() => _image.Dispose();
}
