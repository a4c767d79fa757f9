using Clu.Install.Choices;
using Clu.Install.Layouts;
using Clu.Install.Personalising;
using Clu.Media.Hosts;
using Clu.Systems.Profiles;

namespace Clu.Install.Tests.Personalising;

/// <summary>A system's files by their paths, and choices for it.</summary>
internal sealed class SampleSystem : ITargetFiles
{
    public const string Ed25519 = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f me@example.org";

    private readonly SortedDictionary<string, string> _files = new(StringComparer.Ordinal);

    /// <summary>Debian's base accounts in short, as the reference system has them.</summary>
    public static SampleSystem Reference { get; } = new(
        ("etc/passwd", "root:x:0:0:root:/root:/bin/bash\ndaemon:x:1:1:daemon:/usr/sbin:/usr/sbin/nologin\nnobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin\n"),
        ("etc/group", "root:x:0:\ndaemon:x:1:\nsudo:x:27:\nshadow:x:42:\nusers:x:100:\nwheel:x:999:\nnogroup:x:65534:\n"),
        ("etc/shadow", "root::1:0:99999:7:::\ndaemon:*:1:0:99999:7:::\nnobody:*:1:0:99999:7:::\n"),
        ("etc/gshadow", "root:*::\ndaemon:*::\nsudo:*::\nshadow:*::\nusers:*::\nwheel:*::\nnogroup:*::\n"),
        ("etc/skel/.profile", "# profile\n"), ("etc/skel/.config/a", "a\n"), ("nixos-version", "25.05.20250601.abcdef\n"), ("system", "x86_64-linux"));

    /// <summary>A NixOS closure whose users may be changed.</summary>
    public static SampleSystem Nixos(bool mutable, params (string, string)[] more) => new(
        [
            ("activate", "#!/bin/sh\n/nix/store/x-perl/bin/perl -w /nix/store/y-update-users-groups.pl /nix/store/0123456789abcdfghijklmnpqrsvwxyz-users-groups.json\n"),
            ("/nix/store/0123456789abcdfghijklmnpqrsvwxyz-users-groups.json",
                $$"""
                {"groups":[{"gid":1,"members":[],"name":"wheel"},{"gid":0,"members":[],"name":"root"},{"gid":100,"members":[],"name":"users"},{"gid":318,"members":[],"name":"shadow"},{"gid":null,"members":[],"name":"sshd"}],
                 "mutableUsers":{{(mutable ? "true" : "false")}},
                 "users":[{"name":"root","uid":0,"group":"root","description":"System administrator","home":"/root","shell":"/run/current-system/sw/bin/bash"},
                          {"name":"sshd","uid":null,"group":"sshd","description":"","home":"/var/empty","shell":"/nologin"},
                          {"name":"nobody","uid":65534,"group":"users","description":"","home":"/var/empty","shell":"/nologin"}]}
                """),
            ("etc/hostname", "attic\n"), ("etc/fstab", ""), ("etc/hosts", ""), ("etc/locale.conf", ""), ("nixos-version", "25.05.1.abc"), ("system", "x86_64-linux"),
            .. more,
        ]);

    public static DiskPlan Disks { get; } = new()
    {
        Steps = [],
        Mounts =
        [
            new TargetMount("UUID=11111111-1111-1111-1111-111111111111", "/", "btrfs", ["subvol=@root", "compress=zstd"], 0),
            new TargetMount("UUID=1111-2222", "/boot", "vfat", ["umask=0077"], 2),
            new TargetMount("LABEL=my data", "/srv/my data", "ext4", [], 2),
        ],
        Swaps = [new TargetSwap("UUID=22222222-2222-2222-2222-222222222222", null), new TargetSwap("/swap/file", 1 << 20)],
        Zram = "min(ram / 2, 4096)",
        Luks =
        [
            new TargetLuks("root", Guid.Parse("33333333-3333-3333-3333-333333333333"), "LABEL=KEYS:/root.key", ["discard"]),
            new TargetLuks("data", Guid.Parse("44444444-4444-4444-4444-444444444444"), null, ["tpm2-device=auto"]),
        ],
        Arrays = [new TargetRaid("root", "01234567:89abcdef:01234567:89abcdef")],
        VolumeGroups = ["vg"],
        EspMount = "/boot",
        BiosDisks = ["/dev/vda"],
        KernelParameters = [],
        StoreRoom = 1,
    };

    public static MachineChoices Machine { get; } = new()
    {
        HostName = HostName.Parse("kitchen"),
        MachineId = "0123456789abcdef0123456789abcdef",
        TimeZone = "Europe/Berlin",
        Locale = "de_DE.UTF-8",
        Keymap = "de-latin1",
        RootPasswordHash = "$6$saltsalt$roothash",
        RootAuthorizedKeys = [Ed25519],
        Users = [User("alice", null, "wheel", "sudo", "extra"), User("bob", 1500)],
        Interfaces = [new NetworkInterfaceChoice("enp1s0", null, ["192.0.2.7/24", "2001:db8::7/64"], ["192.0.2.1"], ["192.0.2.53"], ["example.org"])],
        Wifi = [new WifiChoice("home", "correct\\horse ", true), new WifiChoice("12;34", null, false)],
        ExtraFiles = [new ExtraFile(null, "secret", "/etc/token", new Images.Trees.UnixPermissions(Convert.ToUInt16("600", 8)), "alice", "wheel")],
    };

    private SampleSystem(params (string Path, string Text)[] files)
    {
        foreach ((string path, string text) in files)
            _files.Add(path, text);
    }

    public static UserAccount User(string name, int? uid, params string[] groups) => new(
        UserName.Parse(name), uid, [.. groups.Select(UserName.Parse)], UserAccount.DefaultShell, $"$6$saltsalt${name}hash", [Ed25519])
    { Description = $"The {name}" };

    public static InstallChoices Choices(HostKind kind, MachineChoices? machine = null) => new()
    {
        Host = (kind == HostKind.Reference ? Answers.SampleMachine.Reference : Answers.SampleMachine.Nixos),
        Disks = [Answers.SampleMachine.Small],
        Layout = Answers.SampleMachine.One,
        Firmware = TargetFirmware.Uefi,
        Loader = LoaderKind.SystemdBoot,
        NvramEntry = true,
        Machine = machine ?? Machine,
    };

    public string? ReadText(string path) => _files.GetValueOrDefault(path);

    public bool Has(string path) => _files.ContainsKey(path) || _files.Keys.Any(name => name.StartsWith(path + "/", StringComparison.Ordinal));

    public IReadOnlyList<string> List(string path) =>
        [.. _files.Keys.Where(name => name.StartsWith(path + "/", StringComparison.Ordinal)).Select(name => name[(path.Length + 1)..].Split('/')[0]).Distinct()];
}
