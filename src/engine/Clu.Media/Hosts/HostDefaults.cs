using Clu.Systems.Profiles;

namespace Clu.Media.Hosts;

/// <summary>What a host of a medium is installed with where nobody answers otherwise.</summary>
public sealed record HostDefaults
{
    /// <summary>Name of the machine; null asks.</summary>
    public HostName? HostName { get; init; }

    /// <summary>Name of a layout; null asks.</summary>
    public string? Layout { get; init; }

    /// <summary>Time zone; null leaves the closure's.</summary>
    public string? TimeZone { get; init; }

    /// <summary>Locale; null leaves the closure's.</summary>
    public string? Locale { get; init; }

    /// <summary>Console keymap; null leaves the closure's.</summary>
    public string? Keymap { get; init; }

    /// <summary>Users beside root.</summary>
    public IReadOnlyList<UserAccount> Users { get; init; } = [];
}
