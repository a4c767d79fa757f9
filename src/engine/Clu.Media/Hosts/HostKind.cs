namespace Clu.Media.Hosts;

/// <summary>How a system takes what is bound to a machine.</summary>
public enum HostKind
{
    /// <summary>A NixOS system: it has its own <c>bin/switch-to-configuration</c>, which installs the boot loader.</summary>
    NixOS,

    /// <summary>clu's reference system.</summary>
    Reference,
}
