using System.Text.Json;
using Clu.Cli.Reports;
using Clu.Cli.Tests.Wizard;
using Clu.Images.Trees;
using Clu.Install.Plans;
using Clu.Install.Preflights;
using Clu.Install.Tools;
using Clu.Testing;

namespace Clu.Cli.Tests.Reports;

public sealed class PlanReportTests
{
    private static readonly PreflightReport s_report = new(
    [
        new PreflightFinding(FindingSeverity.Warning, "clock", "the clock says 1970-01-01: certificates will be wrong", "set it with `date -s`"),
        new PreflightFinding(FindingSeverity.Note, "medium-unchecked", "the medium is in RAM"),
    ]);

    private static readonly UnixPermissions s_private = new(Convert.ToUInt16("600", 8));

    private static InstallPlan Plan => SampleMachine.Plan with
    {
        Steps =
        [
            .. SampleMachine.Plan.Steps.Take(3),
            new InstallStep { Id = "encrypt", Title = "Encrypting", Destroys = true, Actions = [new InstallAction.Run(new ToolCommand("cryptsetup", "open", "/dev/vda2", "root") { Input = new ToolInput("hunter2"u8.ToArray(), "passphrase") })] },
            new InstallStep
            {
                Id = "personalise",
                Title = "Making it this machine's",
                Actions =
                [
                    new InstallAction.MakeFolder("/etc", UnixPermissions.Executable),
                    new InstallAction.WriteFile(new PlannedFile("/etc/hostname", "lab-7\n"u8.ToArray(), UnixPermissions.File)),
                    new InstallAction.WriteFile(new PlannedFile("/etc/shadow", "root:hunter2:1\n"u8.ToArray(), s_private, 0, 42, Secret: true)),
                    new InstallAction.WriteFile(new PlannedFile("/etc/blob", new byte[] { 0, 1, 255 }, UnixPermissions.File)),
                    new InstallAction.Link("/etc/localtime", "/usr/share/zoneinfo/UTC"),
                    new InstallAction.Mount("UUID=1", "/boot", "vfat", ["umask=0077"]),
                    new InstallAction.Run(new ToolCommand("bin/switch-to-configuration", "boot") { InTarget = true, Environment = new Dictionary<string, string> { ["NIXOS_INSTALL_BOOTLOADER"] = "1" } }),
                    new InstallAction.Remove("/etc/NIXOS_LUSTRATE"),
                    new InstallAction.CopyStoreFile("/nix/store/0-linux/bzImage", "/boot/EFI/nixos/0-linux.efi"),
                    new InstallAction.CopyLive("/root/extra", "/root/extra"),
                ],
            },
        ],
    };

    [Fact]
    public void A_plan_shows_each_command_and_file_and_no_secret()
    {
        using Screen screen = new();

        PlanReport.WriteText(Plan, s_report, "/mnt", screen.Terminal);

        Assert.DoesNotContain("hunter2", screen.Output.Output, StringComparison.Ordinal);
        Golden.Check("tests/Clu.Cli.Tests/Golden/install-plan.golden.txt", screen.Output.Output);
    }

    [Fact]
    public void Json_has_the_same_and_no_secret()
    {
        using StringWriter lines = new();

        PlanJson.Write(Plan, s_report, "/mnt", lines);

        Assert.DoesNotContain("hunter2", lines.ToString(), StringComparison.Ordinal);
        JsonElement json = JsonDocument.Parse(lines.ToString()).RootElement;
        Assert.Equal("planned", json.GetProperty("outcome").GetString());
        Assert.True(json.GetProperty("mayBegin").GetBoolean());
        JsonElement[] steps = [.. json.GetProperty("steps").EnumerateArray()];
        Assert.Equal(["sfdisk", "/dev/vda"], steps[0].GetProperty("actions")[0].GetProperty("command").EnumerateArray().Select(word => word.GetString()));
        Assert.Equal("(passphrase)", steps[3].GetProperty("actions")[0].GetProperty("input").GetString());
        JsonElement[] files = [.. steps[4].GetProperty("actions").EnumerateArray().Where(action => action.GetProperty("kind").GetString() == "file")];
        Assert.Equal(["lab-7\n", null, null], files.Select(file => file.GetProperty("content").GetString()));
        Assert.Equal("0600", files[1].GetProperty("mode").GetString());
        Assert.Equal(["folder", "file", "file", "file", "link", "mount", "run", "remove", "store-file", "copy"],
            steps[4].GetProperty("actions").EnumerateArray().Select(action => action.GetProperty("kind").GetString()));
        Assert.Equal("clock", json.GetProperty("findings")[0].GetProperty("id").GetString());
    }
}
