namespace Clu.Stores.Roots;

/// <summary>What collectors and those who write into a store have agreed upon, since Nix 2.5.</summary>
internal static class CollectorSocket
{
    /// <summary>Name of the socket in its folder.</summary>
    public const string Name = "socket";

    /// <summary>The answer to a path that is not going to be deleted, or is so no more.</summary>
    public const byte Safe = (byte)'1';
}
