using Clu.Install.Answers.Resolving;
using Clu.Install.Disks;
using static Clu.Install.Tests.Answers.SampleMachine;

namespace Clu.Install.Tests.Answers;

public sealed class DiskRuleTests
{
    private static readonly BlockDevice[] s_all = [Medium, Stick, Small, Large, Twin];

    [Theory]
    [InlineData("device = \"/dev/vdb\"", "V2")]
    [InlineData("device = \"/dev/disk/by-id/virtio-V2\"", "V2")]
    [InlineData("device = \"wwn-0x2\"", "V2")]
    [InlineData("serial = \"V1\"", "V1")]
    [InlineData("serial = \"ST1\"", "ST1")]
    [InlineData("model = \"other\"", "V3")]
    [InlineData("smallest-over = \"8G\"", "V1")]
    [InlineData("model = \"virtio\"\nsmallest-over = \"20G\"", "V2")]
    [InlineData("model = \"virtio\"\nsmallest-over = \"20G\"\nonly = true", "V2")]
    public void A_rule_chooses_the_one_disk_that_fits(string rule, string serial) =>
        Assert.Equal(serial, Assert.Single(Resolve($"[disk]\n{rule}", s_all).Disks).Serial);

    [Fact]
    public void The_only_disk_is_the_only_one_that_cannot_be_taken_out_and_may_be_written() =>
        Assert.Equal("V1", Assert.Single(Resolve("[disk]\nonly = true", [Medium, Stick, Small]).Disks).Serial);

    [Theory]
    [InlineData("only = true")]
    [InlineData("smallest-over = \"20G\"")]
    [InlineData("model = \"virtio\"")]
    [InlineData("serial = \"V9\"")]
    [InlineData("smallest-over = \"2T\"")]
    public void A_rule_that_leaves_a_choice_or_none_names_all_disks(string rule)
    {
        AnswersResolution resolution = Resolve($"[disk]\n{rule}", s_all);
        Assert.Null(resolution.Choices);
        AnswerProblem problem = Assert.Single(resolution.Problems);
        Assert.Equal("disk", problem.Key);
        Assert.Contains("/dev/vdb, Virtio, serial V2, 107.4 GB", problem.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("device = \"/dev/sr0\"")]
    [InlineData("model = \"qemu dvd\"")]
    public void A_rule_that_means_the_live_medium_says_why_it_cannot_be(string rule) =>
        Assert.Contains("the live system runs from it", Assert.Single(Resolve($"[disk]\n{rule}", s_all).Problems).Reason, StringComparison.Ordinal);

    [Fact]
    public void A_disk_that_is_mounted_is_not_the_smallest() =>
        Assert.Equal("V2", Assert.Single(Resolve("[disk]\nsmallest-over = \"8G\"", [Small with { Refusal = "mounted at /home" }, Large]).Disks).Serial);

    [Theory]
    [InlineData("layout = \"two\"\n[[disk]]\nserial = \"V3\"\n[[disk]]\nserial = \"V1\"", "V3 V1")]
    [InlineData("layout = \"two\"\n[[disk]]\nsmallest-over = \"20G\"\n[[disk]]\nsmallest-over = \"20G\"", "V2 V3")]
    [InlineData("layout = \"two\"\n[[disk]]\nsmallest-over = \"8G\"\n[[disk]]\nserial = \"V1\"", null)]
    [InlineData("layout = \"two\"\n[[disk]]\nsmallest-over = \"8G\"\n[[disk]]\nserial = \"V2\"", "V1 V2")]
    [InlineData("layout = \"two\"\n[[disk]]\nserial = \"V1\"\n[[disk]]\ndevice = \"/dev/vda\"", null)]
    public void Several_rules_take_several_disks_in_their_order(string toml, string? serials)
    {
        AnswersResolution resolution = Resolve(toml, s_all);
        Assert.Equal(serials, resolution.Problems.Count > 0 ? null : string.Join(' ', resolution.Disks.Select(disk => disk.Serial)));
    }

    [Fact]
    public void A_layout_for_two_disks_needs_two_rules() =>
        Assert.Contains("needs 2 disk(s)", Assert.Single(Resolve("layout = \"two\"\n[disk]\nserial = \"V1\"", s_all).Problems).Reason, StringComparison.Ordinal);

    [Fact]
    public void The_order_in_which_disks_are_found_decides_nothing()
    {
        string toml = "layout = \"two\"\n[[disk]]\nsmallest-over = \"20G\"\n[[disk]]\nsmallest-over = \"20G\"";
        Assert.Equal(Resolve(toml, s_all).Disks, Resolve(toml, [.. s_all.Reverse()]).Disks);
    }
}
