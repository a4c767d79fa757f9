using Clu.Systems.Profiles;

namespace Clu.Systems.Reference;

/// <summary>What a reference system is to be, whether it runs from a medium or from a disk.</summary>
internal sealed record SystemDescription
{
    private SystemDescription()
    {
    }

    /// <summary>Name of the distribution.</summary>
    public required string Name { get; init; }

    /// <summary>What tells it from others of that name: the profile's edition, or the host.</summary>
    public required string? Variant { get; init; }

    /// <summary>Debian suite.</summary>
    public required string Suite { get; init; }

    /// <summary>Part of the toplevel's name.</summary>
    public required string Host { get; init; }

    /// <summary>Name of the machine as long as nobody gives another.</summary>
    public required HostName HostName { get; init; }

    /// <summary>Package of the kernel.</summary>
    public required PackageName Kernel { get; init; }

    /// <summary>Words for the kernel's command line.</summary>
    public required IReadOnlyList<string> KernelParameters { get; init; }

    /// <summary>Users beside root.</summary>
    public required IReadOnlyList<UserAccount> Users { get; init; }

    /// <summary>Text above the login, as <c>/etc/issue</c> has it: a backslash begins an escape of agetty.</summary>
    public required string Issue { get; init; }

    /// <summary>Shell command line that runs once on the console of a live system; null = none.</summary>
    public string? Launcher { get; init; }

    /// <summary>As <c>LANG</c> has it.</summary>
    public string Locale { get; init; } = "C.UTF-8";

    /// <summary>Of the time zone database.</summary>
    public string TimeZone { get; init; } = "Etc/UTC";

    /// <summary>Console keymap; null leaves the kernel's.</summary>
    public string? Keymap { get; init; }

    /// <summary>Whether it runs from a disk: nobody is logged in by itself, accounts without a password are locked, stage 1 opens what lies between disk and root.</summary>
    public required bool Installed { get; init; }

    /// <summary>The live system of a medium.</summary>
    public static SystemDescription OfMedium(InstallerProfile profile) => new()
    {
        Name = profile.Name,
        Variant = profile.Edition,
        Suite = profile.Suite,
        Host = profile.HostName.Text,
        HostName = profile.HostName,
        Kernel = profile.Kernel,
        KernelParameters = profile.KernelParameters,
        Users = profile.Users,
        Issue = $"\n{profile.Greeting.TrimEnd()}\n\n{profile.Help.TrimEnd()}\n\n".Replace("\\", "\\\\", StringComparison.Ordinal),
        Launcher = profile.Launcher,
        Installed = false,
    };

    /// <summary>A system that a medium installs.</summary>
    public static SystemDescription OfHost(InstallerProfile profile, HostProfile host) => new()
    {
        Name = profile.Name,
        Variant = host.Name.Text,
        Suite = profile.Suite,
        Host = host.Name.Text,
        HostName = host.HostName ?? host.Name,
        Kernel = host.Kernel,
        KernelParameters = host.KernelParameters,
        Users = host.Users,
        Issue = $"{profile.Name.Replace("\\", "\\\\", StringComparison.Ordinal)} (Debian {profile.Suite}) \\n \\l\n\n",
        Locale = host.Locale ?? "C.UTF-8",
        TimeZone = host.TimeZone ?? "Etc/UTC",
        Keymap = host.Keymap,
        Installed = true,
    };
}
