namespace Clu.Images.SquashFs;

/// <summary>A device, pipe or socket; a Nix store has none.</summary>
public sealed class SquashFsSpecial : SquashFsNode
{
    internal SquashFsSpecial(InodeHeader header, uint device)
        : base(header) => Device = device;

    /// <summary>Device number as Linux encodes it; 0 for pipes and sockets.</summary>
    public uint Device { get; }
}
