namespace Clu.Images.SquashFs;

/// <summary>Every limit of the format and of clu's reader, with its source.</summary>
public static class SquashFsLimits
{
    /// <summary>Smallest block: the kernel's SQUASHFS_METADATA_SIZE demands at least a page, mksquashfs 4 KiB.</summary>
    public const int MinBlockSize = 4096;

    /// <summary>Largest block: SQUASHFS_FILE_MAX_SIZE of the kernel.</summary>
    public const int MaxBlockSize = 1 << 20;

    /// <summary>Bytes in a metadata block before compression: SQUASHFS_METADATA_SIZE.</summary>
    public const int MetadataBlock = 8192;

    /// <summary>Entries below one directory header; more are refused by kernel and tools.</summary>
    public const int EntriesPerHeader = 256;

    /// <summary>Longest name: the field allows 256 bytes, Linux 255.</summary>
    public const int MaxNameLength = 255;

    /// <summary>Longest link target: a page, as the kernel checks.</summary>
    public const int MaxTargetLength = 4096;

    /// <summary>Listing bytes between two entries of a directory index, as mksquashfs has it.</summary>
    public const int IndexInterval = MetadataBlock;

    /// <summary>Image length is a multiple of this, as block devices demand.</summary>
    public const int ImageAlignment = 4096;

    /// <summary>Deepest nesting that is read or written: more than PATH_MAX lets any program reach.</summary>
    public const int MaxDepth = 2048;

    /// <summary>Most bytes of one directory listing that the reader takes; 256 MiB hold over five million entries.</summary>
    public const int MaxListing = 1 << 28;

    /// <summary>Most nodes in one serialised segment.</summary>
    public const int MaxSegmentNodes = 1 << 26;
}
