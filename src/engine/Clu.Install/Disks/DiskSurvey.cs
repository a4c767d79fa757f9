using System.Text.RegularExpressions;
using Clu.Install.Tools;

namespace Clu.Install.Disks;

/// <summary>Finds the disks of this machine.</summary>
public static partial class DiskSurvey
{
    // What blkid says of a device that has nothing that it knows, or that cannot be told.
    private static readonly int[] _blkidExits = [0, 2, 4, 8];

    /// <summary>Reads every whole disk, those that must not be written with the reason. CD drives, floppies and disks in RAM are none.</summary>
    /// <param name="tools">Runs lsblk, losetup and blkid.</param>
    /// <param name="cancel">Stops.</param>
    /// <param name="options">What to look at.</param>
    /// <exception cref="Clu.Binary.CluException">
    /// CLU0612: the tools printed something else than they should. CLU0690, CLU0691: they are not there, or failed.
    /// </exception>
    public static async Task<IReadOnlyList<BlockDevice>> ReadAsync(ToolRunner tools, CancellationToken cancel, DiskSurveyOptions? options = null)
    {
        string devices = await tools.RunAsync(new ToolCommand("lsblk", "--json", "--bytes", "--output", LsblkReader.Columns), cancel).ConfigureAwait(false);
        string loops = await tools.RunAsync(new ToolCommand("losetup", "--json", "--output", LsblkReader.LoopColumns), cancel).ConfigureAwait(false);
        IReadOnlyList<BlockDevice> disks = Parse(devices, loops, options ?? new DiskSurveyOptions(), DiskFacts.Read);
        List<BlockDevice> known = [];
        foreach (BlockDevice disk in disks)
            known.Add(await ProbeAsync(tools, disk, cancel).ConfigureAwait(false));
        return known;
    }

    /// <summary>The same from text.</summary>
    internal static IReadOnlyList<BlockDevice> Parse(string lsblk, string losetup, DiskSurveyOptions options, Func<string, DiskFacts> facts)
    {
        IReadOnlyList<LsblkDevice> devices = LsblkReader.Devices(lsblk);
        DiskRefusal refusal = new(devices, LsblkReader.Loops(losetup));
        return
        [
            .. devices.Where(device => IsDisk(device, options)).DistinctBy(device => device.Path)
                .Select(device => Disk(device, facts(device.Name), refusal.Of(device))),
        ];
    }

    private static bool IsDisk(LsblkDevice device, DiskSurveyOptions options) => device.Type switch
    {
        "disk" => !NotDisks().IsMatch(device.Name) && (device.Size > 0 || !device.Name.StartsWith("nbd", StringComparison.Ordinal)),
        "loop" => options.IncludeLoops && device.Size > 0,
        _ => false,
    };

    private static BlockDevice Disk(LsblkDevice device, DiskFacts facts, string? refusal)
    {
        string transport = device.Transport.Length > 0 ? device.Transport : facts.Transport;
        return new BlockDevice
        {
            Path = device.Path,
            Size = device.Size,
            SectorSize = device.SectorSize,
            Model = device.Model.Length > 0 ? device.Model : facts.Model,
            Serial = device.Serial.Length > 0 ? device.Serial : facts.Serial,
            Transport = transport,
            Ids = facts.Ids,
            IsRemovable = device.IsRemovable || transport == "usb",
            Contents = Contents(device),
            Holders = Holders(device),
            Refusal = refusal,
        };
    }

    private static IReadOnlyList<DiskContent> Contents(LsblkDevice disk)
    {
        LsblkDevice[] partitions = [.. disk.Children.Where(child => child.Type == "part")];
        LsblkDevice[] shown = partitions.Length > 0 ? partitions : disk.FileSystem.Length > 0 || disk.MountPoints.Count > 0 ? [disk] : [];
        return [.. shown.Select(part => new DiskContent(part.Path, part.Size, part.FileSystem, part.Label, MountPoint(part)))];
    }

    private static string? MountPoint(LsblkDevice device) => device.All.SelectMany(part => part.MountPoints).FirstOrDefault();

    /// <summary>Idle or not: a disk with one that is not is refused, so that nobody lets go of it.</summary>
    private static IReadOnlyList<DiskHolder> Holders(LsblkDevice disk) =>
    [
        .. disk.All.Where(device => device != disk && device.Type != "part").Reverse().DistinctBy(device => device.Path)
            .Select(device => new DiskHolder(device.Path, device.Type)),
    ];

    /// <summary>lsblk takes types and labels from udev; where it has none, the device itself is asked.</summary>
    private static async Task<BlockDevice> ProbeAsync(ToolRunner tools, BlockDevice disk, CancellationToken cancel)
    {
        if (disk.Size == 0)
            return disk;
        List<DiskContent> contents = [];
        IReadOnlyList<DiskContent> candidates = disk.Contents.Count > 0 ? disk.Contents : [new DiskContent(disk.Path, disk.Size, "", "", null)];
        foreach (DiskContent content in candidates)
            contents.Add(content.Type.Length > 0 ? content : await ProbeAsync(tools, content, cancel).ConfigureAwait(false));
        return disk with { Contents = [.. contents.Where(content => content.Path != disk.Path || content.Type.Length > 0)] };
    }

    private static async Task<DiskContent> ProbeAsync(ToolRunner tools, DiskContent content, CancellationToken cancel)
    {
        ToolCommand blkid = new("blkid", "--probe", "--output", "export", content.Path) { Accepted = _blkidExits };
        string[] lines = (await tools.RunAsync(blkid, cancel).ConfigureAwait(false)).Split('\n');
        // Blanks have a backslash before them.
        string Value(string key) =>
            lines.FirstOrDefault(line => line.StartsWith(key, StringComparison.Ordinal))?[key.Length..].Replace("\\ ", " ", StringComparison.Ordinal) ?? "";
        return content with { Type = Value("TYPE="), Label = Value("LABEL=") };
    }

    [GeneratedRegex(@"^(zram|ram|fd|sr|loop|mmcblk\d+(boot\d+|rpmb|gp\d+)$)")]
    private static partial Regex NotDisks();
}
