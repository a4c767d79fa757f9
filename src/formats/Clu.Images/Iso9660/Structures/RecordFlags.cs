namespace Clu.Images.Iso9660.Structures;

/// <summary>File flags of a directory record (ECMA-119 9.1.6).</summary>
[Flags]
internal enum RecordFlags : byte
{
    None = 0,
    Hidden = 0x01,
    Directory = 0x02,
    AssociatedFile = 0x04,
    Record = 0x08,
    Protection = 0x10,
    MultiExtent = 0x80,
}
