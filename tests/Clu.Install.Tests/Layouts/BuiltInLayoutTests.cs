using Clu.Install.Choices;
using Clu.Install.Disks;
using Clu.Install.Layouts;
using Clu.Testing;

namespace Clu.Install.Tests.Layouts;

/// <summary>Every layout that clu has, on two kinds of disks: the whole plan.</summary>
public sealed class BuiltInLayoutTests
{
    public static TheoryData<string> Names => new(LayoutCatalog.All.Select(layout => layout.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public void Plan_on_virtio_disks(string name) => Check(name, "virtio", number => TestDisks.Virtio(number));

    [Theory]
    [MemberData(nameof(Names))]
    public void Plan_on_nvme_disks(string name) => Check(name, "nvme", number => TestDisks.Nvme(number));

    [Theory]
    [MemberData(nameof(Names))]
    public void It_starts_by_both_firmwares(string name) =>
        Assert.All(Enum.GetValues<TargetFirmware>(), firmware => Assert.True(LayoutCatalog.Find(name).Supports(firmware)));

    [Fact]
    public void Its_file_has_its_name() => Assert.All(LayoutCatalog.All, layout => Assert.Equal(layout, layout with { Name = LayoutReader.Parse(LayoutCatalog.Text(layout.Name), "x").Name }));

    [Fact]
    public void The_same_seed_gives_the_same_plan_and_another_one_other_identifiers()
    {
        DiskLayout layout = LayoutCatalog.Find("luks-lvm");
        string Text(byte seed) => PlanText.Of(DiskPlanner.Plan(
            layout, [TestDisks.Virtio()], TestDisks.Passphrase, TargetFirmware.Uefi, new DiskIdentifiers([.. Enumerable.Repeat(seed, DiskIdentifiers.SeedSize)])));

        Assert.Equal(Text(1), Text(1));
        Assert.NotEqual(Text(1), Text(2));
    }

    private static void Check(string name, string kind, Func<int, BlockDevice> disk)
    {
        DiskLayout layout = LayoutCatalog.Find(name);
        BlockDevice[] disks = [.. Enumerable.Range(0, layout.DiskCount).Select(disk)];
        DiskPlan plan = DiskPlanner.Plan(layout, disks, layout.IsEncrypted ? TestDisks.Passphrase : null, TargetFirmware.Uefi, TestDisks.Ids);

        Golden.Check($"tests/Clu.Install.Tests/Layouts/Golden/{name}.{kind}.golden.txt", PlanText.Of(plan));
    }
}
