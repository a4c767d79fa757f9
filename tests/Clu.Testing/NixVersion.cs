namespace Clu.Testing;

/// <summary>The versions of Nix that judge clu.</summary>
public enum NixVersion
{
    /// <summary>The one of this machine: 2.8 on Debian 12.</summary>
    Installed,

    /// <summary>The newest that Debian has, which <c>tests/newest-nix</c> fetches.</summary>
    Newest,
}
