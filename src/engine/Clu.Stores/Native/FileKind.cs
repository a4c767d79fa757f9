namespace Clu.Stores.Native;

/// <summary>The kinds of files; the values are the type bits of a Unix mode.</summary>
internal enum FileKind : ushort
{
    Fifo = 0x1000,
    CharacterDevice = 0x2000,
    Directory = 0x4000,
    BlockDevice = 0x6000,
    Regular = 0x8000,
    Symlink = 0xA000,
    Socket = 0xC000,
}
