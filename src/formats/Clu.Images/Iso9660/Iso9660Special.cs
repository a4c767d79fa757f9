namespace Clu.Images.Iso9660;

/// <summary>A device, FIFO or socket.</summary>
public sealed class Iso9660Special : Iso9660Node
{
    internal Iso9660Special(uint mode)
        : base(mode)
    {
    }
}
