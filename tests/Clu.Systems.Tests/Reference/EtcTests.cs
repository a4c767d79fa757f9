using System.Text;
using Clu.Images.Iso9660;
using Clu.Images.Trees;
using Clu.Systems.Debian;
using Clu.Systems.Profiles;
using Clu.Systems.Reference;
using Clu.Systems.Reference.Environments;

namespace Clu.Systems.Tests.Reference;

/// <summary>What is in <c>/etc</c> of a live system, and of one on a disk.</summary>
public class EtcTests
{
    private static readonly UserAccount _nixos = new(UserName.Parse("nixos"), 1000, [], UserAccount.DefaultShell, null, []);

    private static readonly InstallerProfile _profile = new()
    {
        Name = "clu",
        Edition = "installer",
        Label = VolumeLabel.Parse("x"),
        Greeting = "Welcome.",
        Launcher = "lsblk",
        Users = [_nixos],
    };

    private static readonly HostProfile _host = new()
    {
        Name = HostName.Parse("desk"),
        TimeZone = "Europe/Berlin",
        Locale = "de_DE.UTF-8",
        Keymap = "de",
        Users = [_nixos with { Name = UserName.Parse("anna") }],
    };

    [Fact]
    public void A_live_system_greets_logs_in_and_starts_its_launcher()
    {
        ImageDirectory etc = Build(SystemDescription.OfMedium(_profile));
        Assert.Contains("Welcome.", Read(etc, "etc/issue"), StringComparison.Ordinal);
        Assert.Contains("--autologin nixos", Read(etc, "etc/systemd/system/getty@tty1.service.d/autologin.conf"), StringComparison.Ordinal);
        Assert.Equal("lsblk\n", Read(etc, "etc/clu/launcher"));
        Assert.NotNull(etc.FindPath("etc/clu/console"));
        Assert.NotNull(etc.FindPath("etc/systemd/system/multi-user.target.wants/clu-personal.service"));
        Assert.Equal("1000:1000 /home/nixos\n", Read(etc, "homes"));
    }

    [Fact]
    public void A_system_on_a_disk_logs_nobody_in_and_starts_nothing_by_itself()
    {
        ImageDirectory etc = Build(SystemDescription.OfHost(_profile, _host));
        Assert.DoesNotContain("Welcome", Read(etc, "etc/issue"), StringComparison.Ordinal);
        Assert.Null(etc.FindPath("etc/systemd/system/getty@tty1.service.d"));
        Assert.DoesNotContain("autologin", Read(etc, "etc/systemd/system/serial-getty@ttyS0.service.d/port.conf"), StringComparison.Ordinal);
        Assert.Null(etc.FindPath("etc/clu/launcher"));
        Assert.Null(etc.FindPath("etc/clu/console"));
        Assert.Null(etc.FindPath("etc/profile.d"));
        Assert.Null(etc.FindPath("etc/systemd/system/clu-personal.service"));
        Assert.DoesNotContain("NOPASSWD", Read(etc, "etc/sudoers"), StringComparison.Ordinal);
        Assert.Contains("PermitRootLogin prohibit-password\n", Read(etc, "etc/ssh/sshd_config"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_system_on_a_disk_is_what_its_host_says()
    {
        ImageDirectory etc = Build(SystemDescription.OfHost(_profile, _host));
        Assert.Equal("desk\n", Read(etc, "etc/hostname"));
        Assert.Equal("LANG=de_DE.UTF-8\n", Read(etc, "etc/locale.conf"));
        Assert.Equal("KEYMAP=de\n", Read(etc, "etc/vconsole.conf"));
        Assert.Equal("/usr/share/zoneinfo/Europe/Berlin", Target(etc, "etc/localtime"));
        Assert.Contains("PRETTY_NAME=\"clu desk (Debian trixie)\"\n", Read(etc, "etc/os-release"), StringComparison.Ordinal);
        Assert.Contains("anna:!:", Read(etc, "etc/shadow"), StringComparison.Ordinal);
        Assert.Contains("root:!:", Read(etc, "etc/shadow"), StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_machine_writes_into_is_a_real_folder()
    {
        string plan = Read(Build(SystemDescription.OfHost(_profile, _host)), "etc-plan");
        foreach (string folder in (string[])["clu", "default", "mdadm", "NetworkManager/system-connections", "ssh/authorized_keys.d", "systemd"])
            Assert.Contains($"directory {folder}\n", plan, StringComparison.Ordinal);
        Assert.Contains("links systemd system zram-generator.conf\n", plan, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_units_that_are_there_are_wanted()
    {
        ImageDirectory etc = Build(SystemDescription.OfHost(_profile, _host));
        ImageDirectory wants = Assert.IsType<ImageDirectory>(etc.FindPath("etc/systemd/system/multi-user.target.wants"));
        Assert.Equal(["clu-first-boot.service", "home-folders.service", "ssh-host-key.service"], wants.Entries.Select(entry => entry.Key.ToString()));
    }

    private static ImageDirectory Build(SystemDescription system) => new Etc(
        system,
        new DebianClosure([]),
        [],
        new Accounts("root:*:0:0:root:/root:/bin/bash\n", "root:*:0:\nsudo:*:27:\n", [], system.Users, system.Installed)).Build();

    private static string Read(ImageDirectory tree, string path) => Accounts.TextOf(Assert.IsType<ImageFile>(tree.FindPath(path)));

    private static string Target(ImageDirectory tree, string path) => Encoding.UTF8.GetString(Assert.IsType<ImageSymlink>(tree.FindPath(path)).Target.Span);
}
