using System.Globalization;

namespace Clu.Images.Trees;

/// <summary>The twelve permission bits of a Unix mode, without the file type.</summary>
public readonly record struct UnixPermissions
{
    /// <summary>All bits that there are.</summary>
    public const ushort Mask = 0xFFF;

    /// <summary>0444, a plain file of a Nix store.</summary>
    public static readonly UnixPermissions ReadOnly = new(Convert.ToUInt16("444", 8));

    /// <summary>0555, a directory or executable of a Nix store.</summary>
    public static readonly UnixPermissions ReadOnlyExecutable = new(Convert.ToUInt16("555", 8));

    /// <summary>0644, a plain file elsewhere.</summary>
    public static readonly UnixPermissions File = new(Convert.ToUInt16("644", 8));

    /// <summary>0755, a directory or executable elsewhere.</summary>
    public static readonly UnixPermissions Executable = new(Convert.ToUInt16("755", 8));

    /// <summary>Takes bits over.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are bits beyond <see cref="Mask"/>.</exception>
    public UnixPermissions(ushort bits)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bits, Mask);
        Bits = bits;
    }

    /// <summary>The bits.</summary>
    public ushort Bits { get; }

    /// <summary>Octal, as <c>ls</c> users write it.</summary>
    public override string ToString() => Convert.ToString(Bits, 8).PadLeft(4, '0').ToString(CultureInfo.InvariantCulture);
}
