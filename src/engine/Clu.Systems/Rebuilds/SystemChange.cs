namespace Clu.Systems.Rebuilds;

/// <summary>What somebody may want to change in an installed system without a network.</summary>
public enum SystemChange
{
    /// <summary>The machine's name.</summary>
    HostName,

    /// <summary>Users, groups, their keys and passwords.</summary>
    User,

    /// <summary>File systems, swap, encryption.</summary>
    Disk,

    /// <summary>Kernel modules that are loaded, in stage 1 too.</summary>
    Modules,

    /// <summary>Packages of the whole system that the store has already.</summary>
    Package,
}
