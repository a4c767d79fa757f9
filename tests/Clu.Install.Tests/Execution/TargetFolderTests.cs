using System.Text;
using Clu.Binary;
using Clu.Images.Trees;
using Clu.Install.Execution;
using Clu.Install.Plans;
using Clu.Testing;

namespace Clu.Install.Tests.Execution;

public sealed class TargetFolderTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly TargetFolder _target;

    public TargetFolderTests()
    {
        Directory.CreateDirectory(_folder["target"]);
        _target = new TargetFolder(_folder["target"]);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_has_its_mode_its_owner_and_folders_above_it()
    {
        _target.Write(new PlannedFile("/etc/ssh/key", Encoding.UTF8.GetBytes("secret\n"), new UnixPermissions(0b110_000_000), Uid: 7, Gid: 8, Secret: true));

        Assert.Equal("secret\n", _target.ReadText("/etc/ssh/key"));
        Assert.Equal("600 7 8", Stat("etc/ssh/key"));
        Assert.Equal("755 0 0", Stat("etc/ssh"));
        Assert.Equal(["key"], Directory.EnumerateFileSystemEntries(_folder["target/etc/ssh"]).Select(Path.GetFileName));
    }

    [Fact]
    public void A_link_at_the_end_of_a_path_is_replaced_and_not_followed()
    {
        File.WriteAllText(_folder["outside"], "live");
        _target.MakeFolder("/etc", UnixPermissions.Executable, 0, 0);
        File.CreateSymbolicLink(_folder["target/etc/hostname"], _folder["outside"]);

        _target.Write(new PlannedFile("/etc/hostname", "lab\n"u8.ToArray(), UnixPermissions.File));

        Assert.Equal("live", File.ReadAllText(_folder["outside"]));
        Assert.Null(new FileInfo(_folder["target/etc/hostname"]).LinkTarget);
        Assert.Equal("lab\n", _target.ReadText("/etc/hostname"));
    }

    [Fact]
    public void A_link_in_the_middle_of_a_path_leads_nowhere()
    {
        Directory.CreateDirectory(_folder["outside"]);
        File.CreateSymbolicLink(_folder["target/etc"], _folder["outside"]);

        CluException error = Assert.Throws<CluException>(() => _target.Write(new PlannedFile("/etc/hostname", "lab\n"u8.ToArray(), UnixPermissions.File)));

        Assert.Equal(("CLU0670", "'/etc/hostname' cannot be written in the target: '/etc' is a link"), (error.Code, error.Message));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder["outside"]));
    }

    [Theory]
    [InlineData("etc/hostname")]
    [InlineData("/../hostname")]
    [InlineData("/etc/../../hostname")]
    public void A_path_that_leaves_the_target_is_refused(string path) =>
        Assert.Equal("CLU0670", Assert.Throws<CluException>(() => _target.Resolve(path)).Code);

    [Fact]
    public void A_link_replaces_what_was_there_and_may_lead_nowhere()
    {
        _target.Link("/etc/localtime", "/no/such/zone/UTC");
        _target.Link("/etc/localtime", "/no/such/zone/Berlin");

        Assert.Equal("/no/such/zone/Berlin", new FileInfo(_folder["target/etc/localtime"]).LinkTarget);
    }

    [Fact]
    public void A_tree_is_copied_with_modes_and_links()
    {
        Directory.CreateDirectory(_folder["live/sub"]);
        File.WriteAllText(_folder["live/sub/program"], "#!/bin/sh\n");
        File.SetUnixFileMode(_folder["live/sub/program"], (UnixFileMode)UnixPermissions.Executable.Bits);
        File.CreateSymbolicLink(_folder["live/link"], "/nowhere");

        _target.CopyTree(_folder["live"], "/etc/nixos", null);

        Assert.Equal("755 0 0", Stat("etc/nixos/sub/program"));
        Assert.Equal("/nowhere", new FileInfo(_folder["target/etc/nixos/link"]).LinkTarget);
    }

    private string Stat(string file) => Tool.Run("stat", "-c", "%a %u %g", _folder[$"target/{file}"]).Succeeded().Output.Trim();
}
