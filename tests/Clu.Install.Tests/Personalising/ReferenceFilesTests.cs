using System.Text;
using Clu.Install.Layouts;
using Clu.Install.Personalising;
using Clu.Install.Plans;
using Clu.Media.Hosts;
using Clu.Testing;

namespace Clu.Install.Tests.Personalising;

/// <summary>What answers become in a reference system, carried out in a folder as root, and judged by the tools that read such files.</summary>
public sealed class ReferenceFilesTests : IDisposable
{
    private readonly WrittenTarget _target = new(PersonalFiles.Plan(SampleSystem.Choices(HostKind.Reference), SampleSystem.Disks, SampleSystem.Reference));

    [Fact]
    public void The_step_is_named_and_destroys_nothing() => Assert.Equal(("personalise", false), (_target.Step.Id, _target.Step.Destroys));

    [Theory]
    [InlineData("/etc/hostname", "kitchen\n")]
    [InlineData("/etc/hosts", "127.0.0.1 localhost\n::1 localhost ip6-localhost ip6-loopback\n127.0.1.1 kitchen\n")]
    [InlineData("/etc/machine-id", "0123456789abcdef0123456789abcdef\n")]
    [InlineData("/etc/locale.conf", "LANG=de_DE.UTF-8\n")]
    [InlineData("/etc/default/locale", "LANG=de_DE.UTF-8\n")]
    [InlineData("/etc/vconsole.conf", "KEYMAP=de-latin1\n")]
    [InlineData("/etc/systemd/zram-generator.conf", "[zram0]\nzram-size = min(ram / 2, 4096)\n")]
    [InlineData("/etc/mdadm/mdadm.conf", "HOMEHOST <ignore>\nMAILADDR root\nARRAY /dev/md/root UUID=01234567:89abcdef:01234567:89abcdef\n")]
    [InlineData("/etc/crypttab", "# name  device  key file  options\nroot UUID=33333333-3333-3333-3333-333333333333 /root.key:LABEL=KEYS luks,discard\n"
        + "data UUID=44444444-4444-4444-4444-444444444444 none luks,tpm2-device=auto\n")]
    [InlineData("/etc/ssh/authorized_keys.d/alice", SampleSystem.Ed25519 + "\n")]
    [InlineData("/etc/ssh/authorized_keys.d/root", SampleSystem.Ed25519 + "\n")]
    [InlineData("/home/alice/.config/a", "a\n")]
    [InlineData("/etc/subuid", "alice:100000:65536\nbob:165536:65536\n")]
    public void Each_file_has_what_was_answered(string path, string text) => Assert.Equal(text, _target.Text(path));

    [Fact]
    public void The_time_zone_is_a_link() =>
        Assert.Contains(new InstallAction.Link("/etc/localtime", "/usr/share/zoneinfo/Europe/Berlin"), _target.Step.Actions);

    [Fact]
    public void What_was_not_answered_is_left_to_the_closure()
    {
        using WrittenTarget bare = new(PersonalFiles.Plan(
            SampleSystem.Choices(HostKind.Reference, SampleSystem.Machine with { Locale = null, Keymap = null, TimeZone = null, Interfaces = [], Wifi = [] }),
            new DiskPlan { Steps = [], Mounts = [], KernelParameters = [], StoreRoom = 0 }, SampleSystem.Reference));
        Assert.All(
            ["/etc/locale.conf", "/etc/default/locale", "/etc/vconsole.conf", "/etc/crypttab", "/etc/mdadm/mdadm.conf", "/etc/systemd/zram-generator.conf"],
            path => Assert.False(bare.Has(path)));
        Assert.DoesNotContain(bare.Step.Actions, action => action is InstallAction.Link or InstallAction.CopyLive);
    }

    [Fact]
    public void Accounts_are_those_that_were_there_and_the_new_ones()
    {
        Assert.Equal(
            "root:x:0:0:root:/root:/bin/bash\ndaemon:x:1:1:daemon:/usr/sbin:/usr/sbin/nologin\nnobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin\n"
            + "bob:x:1500:1500:The bob:/home/bob:/bin/bash\nalice:x:1000:1000:The alice:/home/alice:/bin/bash\n",
            _target.Text("/etc/passwd"));
        Assert.Contains("sudo:x:27:alice\n", _target.Text("/etc/group"), StringComparison.Ordinal);
        Assert.Contains("wheel:x:999:alice\n", _target.Text("/etc/group"), StringComparison.Ordinal);
        Assert.Contains("extra:x:998:alice\n", _target.Text("/etc/group"), StringComparison.Ordinal);
        Assert.StartsWith("root:$6$saltsalt$roothash:1:0:99999:7:::\n", _target.Text("/etc/shadow"), StringComparison.Ordinal);
        Assert.Contains("alice:$6$saltsalt$alicehash:1:", _target.Text("/etc/shadow"), StringComparison.Ordinal);
    }

    [Fact]
    public void Root_without_an_answer_is_locked_whatever_the_closure_has()
    {
        using WrittenTarget locked = new(PersonalFiles.Plan(
            SampleSystem.Choices(HostKind.Reference, SampleSystem.Machine with { RootPasswordHash = null }), SampleSystem.Disks, SampleSystem.Reference));
        Assert.StartsWith("root:!:1:", locked.Text("/etc/shadow"), StringComparison.Ordinal);
    }

    [Fact]
    public void Pwck_and_grpck_accept_the_database()
    {
        ToolResult users = Tool.Run("pwck", "-r", "-q", "-R", _target.Root);
        Assert.Equal("", users.Error + users.Output);
        Assert.Equal(0, users.ExitCode);
        ToolResult groups = Tool.Run("grpck", "-r", "-R", _target.Root);
        Assert.Equal((0, ""), (groups.ExitCode, groups.Error + groups.Output));
    }

    [Fact]
    public void Findmnt_reads_fstab_as_it_was_meant()
    {
        ToolResult rows = Tool.Run("findmnt", "--tab-file", Path.Combine(_target.Root, "etc", "fstab"), "--raw", "--noheadings", "-o", "SOURCE,TARGET,FSTYPE,OPTIONS");
        Assert.Equal(
            "UUID=11111111-1111-1111-1111-111111111111 / btrfs subvol=@root,compress=zstd\nUUID=1111-2222 /boot vfat umask=0077\n"
            + "LABEL=my\\x20data /srv/my\\x20data ext4 defaults\nUUID=22222222-2222-2222-2222-222222222222 none swap defaults\n/swap/file none swap defaults\n",
            rows.Output);
    }

    [Fact]
    public void Homes_are_their_users_and_closed_to_others()
    {
        Assert.Contains(new InstallAction.MakeFolder("/home/alice", WrittenTarget.Mode("700"), 1000, 1000), _target.Step.Actions);
        Assert.Contains(new InstallAction.MakeFolder("/home/bob", WrittenTarget.Mode("700"), 1500, 1500), _target.Step.Actions);
        Assert.Equal((1000, 1000), (_target.File("/home/alice/.profile").Uid, _target.File("/home/alice/.profile").Gid));
    }

    [Fact]
    public void Secrets_are_flagged_and_closed_and_nothing_else_holds_one()
    {
        string[] secrets = ["hash:1:", "roothash", "alicehash", "correct", "secret"];
        foreach (PlannedFile file in _target.Files)
        {
            bool holds = secrets.Any(secret => Encoding.UTF8.GetString(file.Content.Span).Contains(secret, StringComparison.Ordinal));
            Assert.True(!holds || file.Secret, file.Path);
            if (file.Secret)
                Assert.Contains(file.Mode.ToString(), file.Path is "/etc/shadow" or "/etc/gshadow" ? ["0640"] : (string[])["0600"]);
        }

        Assert.Equal(42, _target.File("/etc/shadow").Gid);
    }

    [Fact]
    public void An_extra_file_belongs_to_whom_it_was_answered_to()
    {
        PlannedFile file = _target.File("/etc/token");
        Assert.Equal((1000, 999, true), (file.Uid, file.Gid, file.Secret));
        Binary.CluException error = Assert.Throws<Binary.CluException>(() => PersonalFiles.Plan(
            SampleSystem.Choices(HostKind.Reference, SampleSystem.Machine with { ExtraFiles = [new Choices.ExtraFile(null, "x", "/x", null, "carol", "root")] }),
            SampleSystem.Disks, SampleSystem.Reference));
        Assert.Equal("CLU0641", error.Code);
    }

    [Fact]
    public void A_host_key_is_made_on_the_target_without_a_question()
    {
        List<InstallAction> actions = [.. _target.Step.Actions];
        int run = actions.FindIndex(action => action is InstallAction.Run { Command.Program: "ssh-keygen" });
        Assert.Equal(new InstallAction.Remove("/etc/ssh/ssh_host_ed25519_key"), actions[run - 2]);
        Assert.Equal("/mnt/etc/ssh/ssh_host_ed25519_key", ((InstallAction.Run)actions[run]).Command.Arguments[^1]);
    }

    [Fact]
    public void A_host_key_that_is_given_has_its_public_half()
    {
        using TempFolder folder = new();
        foreach (string type in (string[])["ed25519", "rsa", "ecdsa"])
            Tool.Run("ssh-keygen", "-q", "-t", type, "-N", "", "-C", "", "-f", Path.Combine(folder.Path, type)).Succeeded();
        Dictionary<string, string> keys = new[] { "ed25519", "rsa", "ecdsa" }.ToDictionary(type => $"ssh_host_{type}_key", type => File.ReadAllText(Path.Combine(folder.Path, type)));
        using WrittenTarget given = new(PersonalFiles.Plan(
            SampleSystem.Choices(HostKind.Reference, SampleSystem.Machine with { SshHostKeys = keys }), SampleSystem.Disks, SampleSystem.Reference));
        foreach (string type in (string[])["ed25519", "rsa", "ecdsa"])
        {
            Assert.Equal(File.ReadAllText(Path.Combine(folder.Path, type)), given.Text($"/etc/ssh/ssh_host_{type}_key"));
            Assert.Equal(File.ReadAllText(Path.Combine(folder.Path, $"{type}.pub")).Trim(), given.Text($"/etc/ssh/ssh_host_{type}_key.pub").Trim());
        }

        Assert.DoesNotContain(given.Step.Actions, action => action is InstallAction.Run { Command.Program: "ssh-keygen" });
    }

    [Fact]
    public void Wireless_connections_of_the_live_system_are_kept_when_asked()
    {
        using TempFolder live = new();
        File.WriteAllText(Path.Combine(live.Path, "a.nmconnection"), "[connection]\ntype=wifi\n");
        File.WriteAllText(Path.Combine(live.Path, "b.nmconnection"), "[connection]\ntype=ethernet\n");
        IReadOnlyList<string> found = LiveConnections.Find(live.Path, Path.Combine(live.Path, "missing"));
        Assert.Equal([Path.Combine(live.Path, "a.nmconnection")], found);
        InstallStep kept = PersonalFiles.Plan(
            SampleSystem.Choices(HostKind.Reference, SampleSystem.Machine with { KeepWifi = true }), SampleSystem.Disks, SampleSystem.Reference, found);
        Assert.Contains(
            new InstallAction.CopyLive(found[0], "/etc/NetworkManager/system-connections/a.nmconnection", WrittenTarget.Mode("600")), kept.Actions);
    }

    [Fact]
    public void A_step_planned_again_is_the_same_step()
    {
        InstallStep again = PersonalFiles.Plan(SampleSystem.Choices(HostKind.Reference), SampleSystem.Disks, SampleSystem.Reference);
        Assert.Equal(_target.Files.Select(file => (file.Path, Convert.ToHexString(file.Content.Span))),
            again.Actions.OfType<InstallAction.WriteFile>().Select(action => (action.File.Path, Convert.ToHexString(action.File.Content.Span))));
    }

    public void Dispose() => _target.Dispose();
}
