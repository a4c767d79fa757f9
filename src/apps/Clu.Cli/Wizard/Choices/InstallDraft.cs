namespace Clu.Cli.Wizard.Choices;

/// <summary>What was answered so far. What is null was not; what may stay open says so.</summary>
internal sealed record InstallDraft
{
    /// <summary>Name of the host on the medium.</summary>
    public string? Host { get; init; }

    /// <summary>Nodes of the disks, in the layout's order.</summary>
    public IReadOnlyList<string> Disks { get; init; } = [];

    /// <summary>Name of the layout.</summary>
    public string? Layout { get; init; }

    /// <summary>Opens the disk; null when the layout has no encryption.</summary>
    public string? Passphrase { get; init; }

    /// <summary>Name of the machine.</summary>
    public string? HostName { get; init; }

    /// <summary>Login name of its first user.</summary>
    public string? User { get; init; }

    /// <summary>That user's password, before it is hashed; null keeps <see cref="PasswordHash"/>.</summary>
    public string? Password { get; init; }

    /// <summary>Hash that came with the answers or the medium; null for none.</summary>
    public string? PasswordHash { get; init; }

    /// <summary>Keys that let the user in by SSH; may be empty.</summary>
    public IReadOnlyList<string> SshKeys { get; init; } = [];

    /// <summary>A fixed address; null for DHCP.</summary>
    public FixedAddress? Address { get; init; }

    /// <summary>Whether the live system's wireless networks are kept.</summary>
    public bool KeepWifi { get; init; } = true;

    /// <summary>Time zone; null keeps the system's.</summary>
    public string? TimeZone { get; init; }

    /// <summary>Console keymap; null keeps the system's.</summary>
    public string? Keymap { get; init; }

    /// <summary>Locale; null keeps the system's.</summary>
    public string? Locale { get; init; }
}
