using Clu.Systems.Profiles;

namespace Clu.Install.Choices;

/// <summary>What is bound to the one machine and to no closure.</summary>
public sealed record MachineChoices
{
    /// <summary>Its name.</summary>
    public required HostName HostName { get; init; }

    /// <summary>32 lower-case hexadecimal digits.</summary>
    public required string MachineId { get; init; }

    /// <summary>Of the time zone database: <c>Europe/Berlin</c>; null leaves what the closure has.</summary>
    public string? TimeZone { get; init; }

    /// <summary>As <c>LANG</c> has it; null leaves what the closure has.</summary>
    public string? Locale { get; init; }

    /// <summary>Console keymap; null leaves what the closure has.</summary>
    public string? Keymap { get; init; }

    /// <summary>crypt(3) hash of root's password; null locks it.</summary>
    public string? RootPasswordHash { get; init; }

    /// <summary>Keys that let root in by SSH.</summary>
    public IReadOnlyList<string> RootAuthorizedKeys { get; init; } = [];

    /// <summary>Users beside root.</summary>
    public IReadOnlyList<UserAccount> Users { get; init; } = [];

    /// <summary>SSH host keys that are given: file name (<c>ssh_host_ed25519_key</c>) to private key text; empty lets them be generated in the target.</summary>
    public IReadOnlyDictionary<string, string> SshHostKeys { get; init; } = new Dictionary<string, string>();

    /// <summary>Interfaces with settings of their own; all others use DHCP.</summary>
    public IReadOnlyList<NetworkInterfaceChoice> Interfaces { get; init; } = [];

    /// <summary>Wireless networks to join.</summary>
    public IReadOnlyList<WifiChoice> Wifi { get; init; } = [];

    /// <summary>Whether the live system's own wireless connections are kept.</summary>
    public bool KeepWifi { get; init; }

    /// <summary>Files and folders to add.</summary>
    public IReadOnlyList<ExtraFile> ExtraFiles { get; init; } = [];

    /// <summary>Folder of the live system whose content becomes <c>/etc/nixos</c>; null writes a configuration that says what was answered.</summary>
    public string? ConfigurationFolder { get; init; }
}
