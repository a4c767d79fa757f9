using System.Globalization;
using System.Numerics;

namespace Clu.Images.SquashFs;

/// <summary>The size that file data is cut in: a power of two from 4 KiB to 1 MiB.</summary>
public readonly record struct BlockSize
{
    /// <summary>What <see cref="TryParse"/> takes, for messages.</summary>
    public const string Expected = "a power of two from 4K to 1M";

    /// <summary>128 KiB, what mksquashfs takes when nothing is named.</summary>
    public static readonly BlockSize Default = new(128 * 1024);

    /// <summary>1 MiB, the largest that the kernel reads, and what nixpkgs takes.</summary>
    public static readonly BlockSize Largest = new(SquashFsLimits.MaxBlockSize);

    /// <summary>Takes a size over.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is no power of two, or out of range.</exception>
    public BlockSize(int bytes)
    {
        if (!IsValid(bytes))
            throw new ArgumentOutOfRangeException(nameof(bytes), bytes, "a block size is a power of two from 4096 to 1048576");
        Bytes = bytes;
    }

    /// <summary>Size in bytes.</summary>
    public int Bytes { get; }

    /// <summary>Binary logarithm of <see cref="Bytes"/>.</summary>
    public ushort Log => (ushort)BitOperations.Log2((uint)Bytes);

    /// <summary>Whether a number is a block size.</summary>
    public static bool IsValid(long bytes) =>
        bytes is >= SquashFsLimits.MinBlockSize and <= SquashFsLimits.MaxBlockSize && BitOperations.IsPow2(bytes);

    /// <summary>Reads <c>131072</c>, <c>128K</c> or <c>1M</c>.</summary>
    public static bool TryParse(string text, out BlockSize size)
    {
        int shift = text switch { [.., 'K' or 'k'] => 10, [.., 'M' or 'm'] => 20, _ => 0 };
        string digits = shift == 0 ? text : text[..^1];
        bool valid = int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && IsValid((long)number << shift);
        size = valid ? new BlockSize(number << shift) : default;
        return valid;
    }

    /// <inheritdoc/>
    public override string ToString() => Bytes.ToString(CultureInfo.InvariantCulture);
}
