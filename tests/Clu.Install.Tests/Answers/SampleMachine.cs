using Clu.Install.Answers;
using Clu.Install.Answers.Resolving;
using Clu.Install.Answers.Values;
using Clu.Install.Disks;
using Clu.Install.Layouts;
using Clu.Media.Hosts;
using Clu.Nix.StorePaths;
using Clu.Systems.Profiles;

namespace Clu.Install.Tests.Answers;

/// <summary>A machine with four disks, and a medium with two hosts.</summary>
internal static class SampleMachine
{
    public const string MachineIdText = "0123456789abcdef0123456789abcdef";

    public static BlockDevice Medium { get; } = new()
    {
        Path = "/dev/sr0",
        Size = 700_000_000,
        Model = "QEMU DVD",
        Refusal = "the live system runs from it",
        IsRemovable = true,
    };

    public static BlockDevice Stick { get; } = new() { Path = "/dev/sdb", Size = 64L << 30, Model = "Stick", Serial = "ST1", IsRemovable = true };

    public static BlockDevice Small { get; } = new() { Path = "/dev/vda", Size = 10L << 30, Model = "Virtio", Serial = "V1", Ids = ["virtio-V1"] };

    public static BlockDevice Large { get; } = new() { Path = "/dev/vdb", Size = 100L << 30, Model = "Virtio", Serial = "V2", Ids = ["virtio-V2", "wwn-0x2"] };

    public static BlockDevice Twin { get; } = new() { Path = "/dev/vdc", Size = 100L << 30, Model = "Other", Serial = "V3", Ids = ["virtio-V3"] };

    public static DiskLayout One { get; } = new() { Name = "one" };

    public static DiskLayout Secret { get; } = new() { Name = "secret", Luks = [new LayoutLuks("root", "part", [])] };

    public static DiskLayout Two { get; } = new() { Name = "two", DiskCount = 2 };

    public static MediumHost Reference { get; } = Host("kitchen", HostKind.Reference, new HostDefaults
    {
        HostName = HostName.Parse("kitchen"),
        Layout = "one",
        TimeZone = "Europe/Berlin",
        Users = [new UserAccount(UserName.Parse("cook"), 1000, [], UserAccount.DefaultShell, "$6$saltsalt$hashhashhash", [])],
    });

    public static MediumHost Nixos { get; } = Host("attic", HostKind.NixOS, new HostDefaults());

    public static AnswersResolution Resolve(string toml, IReadOnlyList<BlockDevice>? disks = null, bool uefi = true, params IReadOnlyList<MediumHost> hosts) =>
        Resolve(AnswersReader.Parse(toml, "a.toml", "/f"), disks, uefi, true, hosts);

    public static AnswersResolution Resolve(
        InstallAnswers answers, IReadOnlyList<BlockDevice>? disks = null, bool uefi = true, bool needsLogin = true, params IReadOnlyList<MediumHost> hosts)
    {
        MediumManifest manifest = new() { Label = "test", Hosts = hosts.Count > 0 ? hosts : [Reference], Objects = [] };
        Assert.True(MachineId.TryParse(MachineIdText, out MachineId id));
        MachineFacts machine = new() { Disks = disks ?? [Medium, Stick, Small], StartedByUefi = uefi, CanWriteBootList = uefi, NewMachineId = id };
        return new AnswersResolver(manifest, machine, name => name switch
        {
            "one" => One,
            "two" => Two,
            "secret" => Secret,
            _ => null,
        }).Resolve(answers, needsLogin);
    }

    private static MediumHost Host(string name, HostKind kind, HostDefaults defaults) => new()
    {
        Name = name,
        Kind = kind,
        Toplevel = StorePath.Parse($"00000000000000000000000000000000-nixos-system-{name}"),
        Closure = [],
        ClosureSize = 1,
        OwnSize = 1,
        Defaults = defaults,
    };
}
