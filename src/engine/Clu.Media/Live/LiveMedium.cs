using Clu.Binary;
using Clu.Images.Iso9660;
using Clu.Media.Checksums;
using Clu.Media.Composing;
using Clu.Media.Hosts;

namespace Clu.Media.Live;

/// <summary>The medium that the running live system was started from.</summary>
public sealed record LiveMedium
{
    /// <summary>Where stage 1 mounts it.</summary>
    public const string Folder = "/iso";

    /// <summary>The compressed store.</summary>
    public const string StoreImage = $"{Folder}/{Composing.StoreImage.FileName}";

    /// <summary>What the medium can install; the file may be missing.</summary>
    public const string Manifest = Folder + MediumManifest.MediumPath;

    /// <summary>The personal area; the file may be missing.</summary>
    public const string PersonalArea = Folder + MediumLayout.PersonalArea;

    private const string LabelParameter = "root=LABEL=";

    /// <summary>The device that <see cref="Folder"/> comes from: a stick, a disc, or a loop device over an ISO file. null when the medium was copied to memory.</summary>
    public required string? Device { get; init; }

    /// <summary>The ISO file behind a loop device, as the kernel names it; null when there is none. It may be out of reach.</summary>
    public string? ImageFile { get; init; }

    /// <summary>Volume label; null when it is not known.</summary>
    public string? Label { get; init; }

    /// <summary>Whether the medium was copied to memory (<c>copytoram</c>): then it has no checksum any more.</summary>
    public bool IsInMemory => Device is null;

    /// <summary>Why a medium without a <see cref="Device"/> cannot be checked: CLU0534.</summary>
    public static CluException CannotBeChecked() => MediaErrors.MediumInMemory();

    /// <summary>Finds it.</summary>
    /// <exception cref="CluException">CLU0533: this is no live system.</exception>
    public static LiveMedium Find() => TryFind() ?? throw MediaErrors.NoLiveSystem();

    /// <summary>Finds it; null where this is no live system.</summary>
    public static LiveMedium? TryFind() => TryFind("");

    /// <summary>The same below another root, for tests.</summary>
    internal static LiveMedium? TryFind(string root)
    {
        string mounts = $"{root}/proc/self/mountinfo";
        if (!File.Exists(mounts) || MountTable.Parse(File.ReadAllText(mounts)).At(Folder) is not { } mount)
            return null;
        if (mount.Type != "iso9660")
            return mount.Type == "tmpfs" ? new LiveMedium { Device = null, Label = LabelOfCommandLine(root) } : null;
        string device = DeviceOf(root, mount);
        string backing = $"{root}/sys/dev/block/{mount.DeviceNumber}/loop/backing_file";
        return new LiveMedium
        {
            Device = device,
            ImageFile = File.Exists(backing) ? File.ReadAllText(backing).TrimEnd('\n') : null,
            Label = LabelOf(root + device) ?? LabelOfCommandLine(root),
        };
    }

    /// <summary>The name that the kernel gives the device now; it was mounted in stage 1, perhaps by another.</summary>
    private static string DeviceOf(string root, MountedFileSystem mount)
    {
        string events = $"{root}/sys/dev/block/{mount.DeviceNumber}/uevent";
        const string Name = "DEVNAME=";
        string? name = File.Exists(events)
            ? File.ReadLines(events).FirstOrDefault(line => line.StartsWith(Name, StringComparison.Ordinal))?[Name.Length..]
            : null;
        return name is null ? mount.Source : $"/dev/{name}";
    }

    private static string? LabelOf(string device)
    {
        try
        {
            using MediumSource source = MediumSource.Open(device);
            return Iso9660Reader.Open(source).Label;
        }
        catch (Exception e) when (e is CluException or IOException)
        {
            return null;
        }
    }

    private static string? LabelOfCommandLine(string root)
    {
        string file = $"{root}/proc/cmdline";
        return File.Exists(file)
            ? File.ReadAllText(file).Split(' ', '\n').FirstOrDefault(word => word.StartsWith(LabelParameter, StringComparison.Ordinal))?[LabelParameter.Length..]
            : null;
    }
}
