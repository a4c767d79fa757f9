namespace Clu.Images.Cpio;

/// <summary>Numbers of the "newc" cpio format (cpio(5); Linux, <c>init/initramfs.c</c>).</summary>
public static class CpioLimits
{
    /// <summary>Bytes of an entry's header: the magic and thirteen numbers of eight hexadecimal digits.</summary>
    public const int HeaderLength = MagicLength + (FieldCount * FieldLength);

    /// <summary>Names and data start at multiples of this.</summary>
    public const int Alignment = 4;

    /// <summary>Longest name with its NUL, and longest link target, that the kernel takes (PATH_MAX).</summary>
    public const int MaxName = 4096;

    /// <summary>Largest file: its length is one number of 32 bits.</summary>
    public const uint MaxFileLength = uint.MaxValue;

    /// <summary>Most entries that the reader takes; a Linux initrd with all modules has about 10 000.</summary>
    public const int MaxEntries = 1_000_000;

    internal const int MagicLength = 6;
    internal const int FieldCount = 13;
    internal const int FieldLength = 8;
}
