using System.Globalization;
using System.Numerics;

namespace Clu.Systems.Profiles;

/// <summary>Size of a SquashFS data block: a power of two from 4 KiB to 1 MiB.</summary>
public readonly record struct BlockSize
{
    /// <summary>Smallest block, bytes.</summary>
    public const int Minimum = 4 << 10;

    /// <summary>Largest block, bytes.</summary>
    public const int Maximum = 1 << 20;

    /// <summary>What is accepted, for messages.</summary>
    public const string Expected = "a power of two from 4K to 1M";

    private BlockSize(int bytes) => Bytes = bytes;

    /// <summary>1 MiB, which compresses best.</summary>
    public static BlockSize Default { get; } = new(Maximum);

    /// <summary>The size in bytes.</summary>
    public int Bytes { get; }

    /// <summary>Reads <c>131072</c>, <c>128K</c> or <c>1M</c>.</summary>
    public static bool TryParse(string text, out BlockSize size)
    {
        int shift = text switch { [.., 'K' or 'k'] => 10, [.., 'M' or 'm'] => 20, _ => 0 };
        string digits = shift == 0 ? text : text[..^1];
        bool valid = int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            && (long)number << shift is >= Minimum and <= Maximum
            && BitOperations.IsPow2(number);
        size = valid ? new BlockSize(number << shift) : default;
        return valid;
    }

    /// <inheritdoc/>
    public override string ToString() => Bytes == Maximum ? "1M" : string.Create(CultureInfo.InvariantCulture, $"{Bytes >> 10}K");
}
