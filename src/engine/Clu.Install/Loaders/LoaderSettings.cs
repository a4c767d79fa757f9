using System.Globalization;
using System.Text;
using Clu.Install.Choices;
using Clu.Systems.Toml;

namespace Clu.Install.Loaders;

/// <summary>How a machine starts its generations: what an installation decided, and later generations need again.</summary>
public sealed record LoaderSettings
{
    /// <summary>Where the reference target keeps them.</summary>
    public const string Path = "/etc/clu/loader";

    /// <summary>Seconds that a menu waits where nobody says otherwise, as in nixpkgs.</summary>
    public const int DefaultTimeoutSeconds = 5;

    private const string Manual = "docs/boot-loaders.md";
    private const int LongestTimeoutSeconds = 3600;

    /// <summary>The loader.</summary>
    public required LoaderKind Kind { get; init; }

    /// <summary>The firmware that starts it.</summary>
    public required TargetFirmware Firmware { get; init; }

    /// <summary>What menus call the system.</summary>
    public required string Title { get; init; }

    /// <summary>How long menus wait.</summary>
    public int TimeoutSeconds { get; init; } = DefaultTimeoutSeconds;

    /// <summary>Words for every kernel's command line that lead to the disks.</summary>
    public required IReadOnlyList<string> KernelParameters { get; init; }

    /// <summary>Where menus and kernels are; each has all of them.</summary>
    public required IReadOnlyList<BootFolder> Folders { get; init; }

    /// <summary>Reads the file.</summary>
    /// <param name="text">Its text.</param>
    /// <param name="file">Its name, for messages.</param>
    /// <exception cref="Clu.Binary.CluException">CLU0401 to CLU0405: it is not what <see cref="Write"/> makes.</exception>
    public static LoaderSettings Read(string text, string file)
    {
        TomlTable table = TomlTable.Parse(text, file, Manual);
        table.AllowOnly("loader", "firmware", "title", "timeout", "kernel-params", "folder");
        return new LoaderSettings
        {
            Kind = table.RequiredText("loader") switch
            {
                "systemd-boot" => LoaderKind.SystemdBoot,
                "grub" => LoaderKind.Grub,
                string other => throw table.Bad("loader", $"\"{other}\"", "\"systemd-boot\" or \"grub\""),
            },
            Firmware = table.RequiredText("firmware") switch
            {
                "uefi" => TargetFirmware.Uefi,
                "bios" => TargetFirmware.Bios,
                string other => throw table.Bad("firmware", $"\"{other}\"", "\"uefi\" or \"bios\""),
            },
            Title = table.RequiredText("title"),
            TimeoutSeconds = table.Integer("timeout", 0, LongestTimeoutSeconds) ?? DefaultTimeoutSeconds,
            KernelParameters = table.List("kernel-params", (word, _) => word) ?? [],
            Folders = table.Tables("folder") is { Count: > 0 } folders ? [.. folders.Select(Folder)] : throw table.Missing("folder"),
        };
    }

    /// <summary>The file, in TOML.</summary>
    public string Write()
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"""
            # How this machine starts: written by clu when it was installed, read by `clu boot-loader install` for every new generation.
            loader = "{Name(Kind)}"
            firmware = "{Name(Firmware)}"
            title = {Quote(Title)}
            timeout = {TimeoutSeconds}
            kernel-params = [{string.Join(", ", KernelParameters.Select(Quote))}]

            """);
        foreach (BootFolder folder in Folders)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n[[folder]]\npath = {Quote(folder.Path)}\n");
            if (folder.Uuid is { } uuid)
                text.Append(CultureInfo.InvariantCulture, $"uuid = {Quote(uuid)}\n");
            if (folder.Prefix.Length > 0)
                text.Append(CultureInfo.InvariantCulture, $"prefix = {Quote(folder.Prefix)}\n");
        }

        return text.ToString();
    }

    private static BootFolder Folder(TomlTable table)
    {
        table.AllowOnly("path", "uuid", "prefix");
        string path = table.RequiredText("path");
        return path.StartsWith('/')
            ? new BootFolder(path, table.Text("uuid"), table.Text("prefix") ?? "")
            : throw table.Bad("path", $"\"{path}\"", "an absolute path");
    }

    private static string Name(LoaderKind kind) => kind switch
    {
        LoaderKind.SystemdBoot => "systemd-boot",
        LoaderKind.Grub => "grub",
    };

    private static string Name(TargetFirmware firmware) => firmware switch
    {
        TargetFirmware.Uefi => "uefi",
        TargetFirmware.Bios => "bios",
    };

    private static string Quote(string text)
    {
        StringBuilder quoted = new("\"");
        foreach (char c in text)
        {
            if (c is '"' or '\\')
                quoted.Append('\\').Append(c);
            else if (char.IsControl(c))
                quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}");
            else
                quoted.Append(c);
        }

        return quoted.Append('"').ToString();
    }
}
