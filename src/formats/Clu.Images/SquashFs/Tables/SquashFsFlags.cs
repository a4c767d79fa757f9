namespace Clu.Images.SquashFs.Tables;

/// <summary>Flags of the superblock; the kernel heeds only <see cref="CompressorOptions"/>.</summary>
[Flags]
internal enum SquashFsFlags : ushort
{
    None = 0,
    RawInodes = 0x001,
    RawData = 0x002,
    RawFragments = 0x008,
    Duplicates = 0x040,
    NoXattrs = 0x200,
    CompressorOptions = 0x400,
    RawIds = 0x800,
}
