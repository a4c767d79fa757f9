namespace Clu.Images.Iso9660;

/// <summary>A symbolic link.</summary>
public sealed class Iso9660Symlink : Iso9660Node
{
    internal Iso9660Symlink(uint mode, ReadOnlyMemory<byte> target)
        : base(mode) => Target = target;

    /// <summary>Where it leads.</summary>
    public ReadOnlyMemory<byte> Target { get; }
}
