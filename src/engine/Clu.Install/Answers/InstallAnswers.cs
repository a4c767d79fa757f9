using Clu.Install.Answers.Values;
using Clu.Install.Choices;
using Clu.Install.Layouts;
using Clu.Systems.Profiles;

namespace Clu.Install.Answers;

/// <summary>
/// What somebody decided about an installation: an answers file, or what the wizard has so far. Everything is optional: null is a question that
/// nobody answered. Every key is described in <c>docs/answers.md</c>. Paths are absolute.
/// </summary>
public sealed record InstallAnswers
{
    /// <summary>Name of the medium's host.</summary>
    public HostName? Host { get; init; }

    /// <summary>Name of the machine.</summary>
    public HostName? HostName { get; init; }

    /// <summary>Identity of the machine.</summary>
    public MachineId? MachineId { get; init; }

    /// <summary>Time zone.</summary>
    public TimeZoneName? TimeZone { get; init; }

    /// <summary>Locale.</summary>
    public LocaleName? Locale { get; init; }

    /// <summary>Console keymap.</summary>
    public KeymapName? Keymap { get; init; }

    /// <summary>Root's password.</summary>
    public PasswordHash? RootPasswordHash { get; init; }

    /// <summary>File whose first line is the hash of root's password.</summary>
    public string? RootPasswordFile { get; init; }

    /// <summary>Keys that let root in.</summary>
    public IReadOnlyList<AuthorizedKey>? RootAuthorizedKeys { get; init; }

    /// <summary>Users beside root; they replace the host's own list as a whole.</summary>
    public IReadOnlyList<UserAnswer>? Users { get; init; }

    /// <summary>Which disks, in the order in which the layout names them.</summary>
    public IReadOnlyList<DiskRule>? Disks { get; init; }

    /// <summary>Name of a layout that clu knows, or the path of a file with one.</summary>
    public string? Layout { get; init; }

    /// <summary>A layout that stands in the answers themselves; null where <see cref="Layout"/> names one.</summary>
    public DiskLayout? InlineLayout { get; init; }

    /// <summary>What opens LUKS volumes.</summary>
    public EncryptionAnswer? Encryption { get; init; }

    /// <summary>How the machine starts; null, or automatic, is as the live system was started.</summary>
    public FirmwareAnswer? Firmware { get; init; }

    /// <summary>The boot loader.</summary>
    public LoaderKind? Loader { get; init; }

    /// <summary>Whether the firmware's boot list gets an entry.</summary>
    public bool? NvramEntry { get; init; }

    /// <summary>Wired interfaces with settings of their own.</summary>
    public IReadOnlyList<NetworkInterfaceChoice>? Interfaces { get; init; }

    /// <summary>Wireless networks.</summary>
    public IReadOnlyList<WifiChoice>? Wifi { get; init; }

    /// <summary>Whether the live system's wireless connections are kept.</summary>
    public bool? KeepWifi { get; init; }

    /// <summary>Files with private host keys of SSH.</summary>
    public IReadOnlyList<string>? SshHostKeyFiles { get; init; }

    /// <summary>Files and folders to add.</summary>
    public IReadOnlyList<ExtraFile>? ExtraFiles { get; init; }

    /// <summary>Folder that becomes <c>/etc/nixos</c>.</summary>
    public string? ConfigurationFolder { get; init; }

    /// <summary>What happens after success.</summary>
    public AfterInstall? After { get; init; }
}
