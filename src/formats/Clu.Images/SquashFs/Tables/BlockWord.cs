namespace Clu.Images.SquashFs.Tables;

/// <summary>The u32 that stands for a data or fragment block: its size on disk, bit 24 when stored raw, 0 for a hole.</summary>
internal static class BlockWord
{
    internal const uint RawBit = 1 << 24;

    /// <summary>Bits that must be 0.</summary>
    internal const uint Reserved = 0xFE000000;

    internal static uint For(int length, bool raw) => (uint)length | (raw ? RawBit : 0);

    internal static int Length(uint word) => (int)(word & (RawBit - 1));

    internal static bool IsRaw(uint word) => (word & RawBit) != 0;
}
