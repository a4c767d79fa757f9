using Clu.Compression;
using Clu.Media.Contracts;
using Clu.Media.Inspection;
using Clu.Nix.BootSpecs;
using Clu.Nix.StorePaths;
using Clu.Testing;

namespace Clu.Media.Tests.Contracts;

/// <summary>Live systems of both stages 1, whole and broken in one point each.</summary>
public sealed class LiveContractTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly List<SampleLive> _lives = [];

    public static TheoryData<StageOne> Stages => [StageOne.Script, StageOne.Systemd];

    [Theory]
    [MemberData(nameof(Stages))]
    public void A_whole_system_breaks_nothing(StageOne stage)
    {
        LiveContractReport report = Check(Make(stage));
        Assert.Empty(report.Findings);
        Assert.True(report.Boots);
        Assert.Equal((stage, "NixOS 25.11 (Linux 6.12)"), (report.StageOne, report.Boot!.Label));
    }

    [Fact]
    public void Systemd_in_the_ramdisk_is_known_by_either_of_its_marks()
    {
        SampleLive live = Make(StageOne.Systemd);
        live.PrepareRoot = null;
        Assert.Equal(StageOne.Systemd, Check(live).StageOne);
    }

    [Theory]
    [MemberData(nameof(Stages))]
    public void It_must_say_how_it_boots(StageOne stage)
    {
        Breaks(stage, live => live.BootText = "", ContractClause.BootSpec, "it has no boot.json, which says what boots");
        Breaks(stage, live => live.BootText = "{}", ContractClause.BootSpec, "its boot.json cannot be read: ");
        Breaks(stage, live => live.Change = boot => boot with { Toplevel = "/nix/store/other" }, ContractClause.BootSpec, "its boot.json is that of '/nix/store/other'");
    }

    [Fact]
    public void It_must_be_for_the_mediums_computers() => Breaks(
        StageOne.Script, live => live.Change = boot => boot with { System = "aarch64-linux" }, ContractClause.Platform, "is for aarch64-linux, and the medium boots x86_64-linux only");

    [Theory]
    [MemberData(nameof(Stages))]
    public void What_boots_must_be_there(StageOne stage)
    {
        const string missing = "/nix/store/00000000000000000000000000000000-x/y";
        Breaks(stage, live => live.Change = boot => boot with { Kernel = missing }, ContractClause.BootFiles, $"the kernel, '{missing}', is not in its closure");
        Breaks(stage, live => live.Change = boot => boot with { Initrd = missing }, ContractClause.BootFiles, $"the initial ramdisk, '{missing}', is not in its closure");
        Breaks(stage, live => live.Change = boot => boot with { Initrd = null }, ContractClause.BootFiles, "there is no initial ramdisk");
        Breaks(stage, live => live.Change = boot => boot with { Init = missing }, ContractClause.Init, $"the program that stage 1 starts, '{missing}', is not in its closure");
    }

    [Fact]
    public void Specialisations_are_looked_at_too() => Breaks(
        StageOne.Script,
        live => live.Change = boot => boot with { Specialisations = new Dictionary<string, BootSpec> { ["small"] = boot with { Kernel = "/none" } } },
        ContractClause.BootFiles,
        "the kernel of its specialisation 'small', '/none', is not in its closure");

    [Theory]
    [InlineData("squashfs")]
    [InlineData("isofs")]
    [InlineData("loop")]
    public void What_mounts_the_store_must_be_in_the_ramdisk(string module) => Breaks(
        StageOne.Script,
        live => live.Initrd.Remove(live.Initrd.Keys.Single(path => path.Contains($"/{module}.ko", StringComparison.Ordinal))),
        ContractClause.Modules,
        $"the initial ramdisk has no kernel module {module}, and the kernel has it not built in either");

    [Fact]
    public void Without_a_list_of_what_is_built_in_nobody_can_tell() => Warns(
        StageOne.Script, live => live.BuiltIn = null, ContractClause.Modules, "no kernel module overlay, and whether the kernel has it built in cannot be told");

    [Theory]
    [MemberData(nameof(Stages))]
    public void The_store_must_be_mounted(StageOne stage) => Breaks(
        stage,
        live =>
        {
            live.Initrd.Remove("nix/store/x-fsinfo");
            live.Initrd.Remove("etc/fstab");
        },
        ContractClause.FileSystems,
        "stage 1 mounts no /nix-store.squashfs");

    [Fact]
    public void Stage_1_must_look_for_this_medium()
    {
        Breaks(StageOne.Script, live => live.Change = boot => boot with { KernelParameters = ["root=LABEL=other"] }, ContractClause.Medium, "have root=LABEL=other");
        Breaks(
            StageOne.Systemd, live => live.Initrd["etc/fstab"] = live.Initrd["etc/fstab"].Replace(SampleLive.Label, "other", StringComparison.Ordinal),
            ContractClause.Medium, $"does not look for a medium labelled '{SampleLive.Label}'");
        SampleLive same = Make(StageOne.Script);
        same.Change = boot => boot with { KernelParameters = [$"root=LABEL={SampleLive.Label}"] };
        Assert.Empty(Check(same).Findings);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a-label-that-is-longer-than-a-medium-can-have")]
    [InlineData("with space")]
    public void The_label_must_be_one_that_a_medium_can_have(string label)
    {
        SampleLive live = Make(StageOne.Script);
        ContractFinding finding = Assert.Single(Check(live, label).Findings);
        Assert.Equal((ContractClause.VolumeId, FindingSeverity.Error), (finding.Clause, finding.Severity));
    }

    [Theory]
    [MemberData(nameof(Stages))]
    public void The_registration_should_be_loaded(StageOne stage)
    {
        Warns(stage, live => live.PostBoot = "true\n", ContractClause.Registration, "nothing loads nix-path-registration after boot");
        SampleLive inInit = Make(stage);
        inInit.PostBoot = "true\n";
        inInit.Init = stage == StageOne.Script ? "#!/bin/sh\nnix-store --load-db < /nix/store/nix-path-registration\n"u8.ToArray() : inInit.Init;
        inInit.PrepareRoot = stage == StageOne.Script ? null : "#!/bin/sh\nnix-store --load-db < /nix/store/nix-path-registration\n";
        Assert.Empty(Check(inInit).Findings);
    }

    [Fact]
    public void The_menu_must_have_an_entry()
    {
        SampleLive live = Make(StageOne.Script);
        LiveContractReport report = LiveContract.Check(live.Store, live.Add(), SampleLive.Label, showsSystem: false, TestContext.Current.CancellationToken);
        Assert.Equal(ContractClause.Menu, Assert.Single(report.Findings).Clause);
    }

    [Fact]
    public void A_ramdisk_is_read_however_it_is_packed_and_whatever_stands_before_it()
    {
        byte[] microcode = Archive("kernel/x86/microcode/GenuineIntel.bin");
        Func<byte[], byte[]>[] ways =
        [
            bytes => bytes,
            SampleLive.Gzip,
            bytes => Packed(bytes, stream => ZstdStreams.Pack(stream, 3)),
            bytes => Packed(bytes, stream => XzStream.Pack(stream, 1)),
            bytes => [.. microcode, .. new byte[512], .. SampleLive.Gzip(bytes)],
            bytes => [.. microcode, .. bytes],
        ];
        Assert.All(ways, pack =>
        {
            SampleLive live = Make(StageOne.Systemd);
            live.Pack = pack;
            Assert.Empty(Check(live).Findings);
        });
    }

    [Fact]
    public void A_ramdisk_that_is_damaged_or_none_breaks_it()
    {
        Breaks(StageOne.Script, live => live.Pack = bytes => SampleLive.Gzip(bytes)[..^20], ContractClause.Initrd, "the initial ramdisk is damaged");
        Breaks(StageOne.Script, live => live.Pack = bytes => bytes[..^200], ContractClause.Initrd, "the initial ramdisk is damaged");
        Breaks(StageOne.Script, live => live.Pack = _ => [], ContractClause.Initrd, "the initial ramdisk is damaged");
        Breaks(StageOne.Script, live => live.Pack = bytes => SampleLive.Gzip(SampleLive.Gzip(bytes)), ContractClause.Initrd, "the initial ramdisk is damaged");
        Warns(StageOne.Script, live => live.Pack = _ => [0x02, 0x21, 0x4C, 0x18, 1, 2, 3], ContractClause.Initrd, "the initial ramdisk cannot be looked into");
    }

    public void Dispose()
    {
        _lives.ForEach(live => live.Dispose());
        _folder.Dispose();
    }

    private SampleLive Make(StageOne stage)
    {
        string folder = _folder[$"{_lives.Count}"];
        SampleLive live = stage == StageOne.Script ? SampleLive.Scripted(folder) : SampleLive.Systemd(folder);
        _lives.Add(live);
        return live;
    }

    private static LiveContractReport Check(SampleLive live, string label = SampleLive.Label)
    {
        StorePath toplevel = live.Add();
        return LiveContract.Check(live.Store, toplevel, label, showsSystem: true, TestContext.Current.CancellationToken);
    }

    private void Breaks(StageOne stage, Action<SampleLive> spoil, ContractClause clause, string text) => Finds(stage, spoil, clause, FindingSeverity.Error, text);

    private void Warns(StageOne stage, Action<SampleLive> spoil, ContractClause clause, string text) => Finds(stage, spoil, clause, FindingSeverity.Warning, text);

    private void Finds(StageOne stage, Action<SampleLive> spoil, ContractClause clause, FindingSeverity severity, string text)
    {
        SampleLive live = Make(stage);
        spoil(live);
        LiveContractReport report = Check(live);
        ContractFinding finding = Assert.Single(report.Findings);
        Assert.Equal((clause, severity, severity == FindingSeverity.Warning), (finding.Clause, finding.Severity, report.Boots));
        Assert.Contains(text, finding.Text, StringComparison.Ordinal);
        Assert.NotEmpty(finding.Advice);
    }

    private static byte[] Archive(string path)
    {
        Clu.Images.Trees.ImageDirectory root = new();
        root.AddPath(path, new Clu.Images.Trees.ImageFile(new Clu.Images.Trees.MemoryContent(new byte[100]), Clu.Images.Trees.UnixPermissions.File));
        using MemoryStream archive = new();
        Clu.Images.Cpio.CpioWriter.Write(root, archive);
        return archive.ToArray();
    }

    private static byte[] Packed(byte[] bytes, Func<Stream, Stream> pack)
    {
        using MemoryStream packed = new();
        using (Stream stream = pack(packed))
            stream.Write(bytes);
        return packed.ToArray();
    }
}
