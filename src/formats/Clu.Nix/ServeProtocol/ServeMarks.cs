namespace Clu.Nix.ServeProtocol;

/// <summary>The numbers that hold the protocol together.</summary>
internal static class ServeMarks
{
    public const string Format = "serve protocol";

    /// <summary>First word of the client.</summary>
    public const ulong ClientMagic = 0x390c9deb;

    /// <summary>First word of the server.</summary>
    public const ulong ServerMagic = 0x5452eecb;

    /// <summary>The server took what it was sent.</summary>
    public const ulong Accepted = 1;
}
