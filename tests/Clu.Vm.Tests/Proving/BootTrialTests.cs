using System.Text.Json;
using Clu.Testing;

namespace Clu.Vm.Tests.Proving;

/// <summary><c>clu prove --boot</c> as somebody runs it.</summary>
public sealed class BootTrialTests
{
    private const int No = 3;

    [Fact]
    public void A_machine_that_cannot_be_installed_is_a_no_with_the_installer_s_own_words()
    {
        using TempFolder folder = new();
        ToolResult result = Tool.RunWith(
            Path.Combine(RepositoryRoot.Path, "clu"),
            ["prove", MediumUnderTest.Path, "--no-contents", "--boot", "--accelerator", "tcg", "--layout", "ext4", "--firmware", "bios", "--memory", "1024", "--disk-size", "700M", "--log", folder["log"], "--json"]);
        Assert.True(result.ExitCode == No, $"{result.ExitCode}: {result.Output}\n{result.Error}");
        using JsonDocument report = JsonDocument.Parse(result.Output);
        Assert.False(report.RootElement.GetProperty("holds").GetBoolean());
        JsonElement machine = Assert.Single(report.RootElement.GetProperty("machines").EnumerateArray());
        Assert.Equal(("ext4", "BIOS", false), (machine.GetProperty("layout").GetString(), machine.GetProperty("firmware").GetString(), machine.GetProperty("holds").GetBoolean()));
        JsonElement finding = Assert.Single(report.RootElement.GetProperty("findings").EnumerateArray());
        Assert.Equal("machine", finding.GetProperty("check").GetString());
        Assert.Matches(@"with the layout 'ext4' and BIOS was not installed: .*leaves \d+ MiB for it", finding.GetProperty("text").GetString());
        string log = Path.Combine(folder["log"], "reference-ext4-bios.log");
        Assert.Contains(log, finding.GetProperty("remedy").GetString(), StringComparison.Ordinal);
        Assert.Contains("Linux version", File.ReadAllText(log), StringComparison.Ordinal);
    }
}
