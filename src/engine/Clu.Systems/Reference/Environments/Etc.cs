using System.Text;
using Clu.Binary;
using Clu.Images.Trees;
using Clu.Systems.Debian;
using Clu.Systems.Profiles;

namespace Clu.Systems.Reference.Environments;

/// <summary>The object <c>etc</c>: the files of <c>/etc</c> in its folder <c>etc</c>, and beside it what activation has to do.</summary>
internal sealed class Etc(SystemDescription system, DebianClosure closure, IReadOnlyList<ObjectFiles> packages, Accounts accounts)
{
    private const string UnitFolder = "systemd/system";
    private const string SystemUnits = "/usr/lib/systemd/system";

    /// <summary>Units that would rebuild what the system brings along, ask questions, or tend disks that are not ours.</summary>
    private static readonly string[] _masked =
    [
        "e2scrub_all.timer", "e2scrub_reap.service", "ldconfig.service", "systemd-firstboot.service", "systemd-hwdb-update.service",
        "systemd-journal-catalog-update.service", "systemd-sysusers.service", "systemd-update-done.service",
    ];

    /// <summary>Units that are wanted: the target that wants them, their name, and the file they are made of where it has another name.</summary>
    private static readonly (string Target, string Unit, string? File)[] _enabled =
    [
        ("getty.target", "getty@tty1.service", "getty@.service"),
        ("getty.target", "serial-getty@ttyS0.service", "serial-getty@.service"),
        ("multi-user.target", "NetworkManager.service", null),
        ("multi-user.target", "ssh.service", null),
        ("multi-user.target", "ssh-host-key.service", null),
        ("multi-user.target", "clu-personal.service", null),
        ("multi-user.target", "home-folders.service", null),
        ("multi-user.target", "clu-first-boot.service", null),
        ("sockets.target", "nix-daemon.socket", null),
    ];

    private static readonly (string Target, string Unit, string? File)[] _enabledOnDisk =
    [
        ("sysinit.target", "systemd-timesyncd.service", null),
        ("timers.target", "fstrim.timer", null),
    ];

    /// <summary>Builds the object's tree.</summary>
    public ImageDirectory Build()
    {
        ImageDirectory fromPackages = new MergedTree(fold: false).Merge(
            from package in packages
            let etc = package.Root.FindPath("etc") as ImageDirectory
            where etc is not null
            select new MergedTree.Source(package.StoreFile("etc"), etc));
        ImageDirectory files = TreeOverlay.Of(fromPackages, Own());
        ImageDirectory root = new();
        root.Add(FileName.From("etc"), files);
        Text(root, "etc-plan", EtcPlan.Write(files));
        Text(root, "privileged-programs", PrivilegedPrograms.List(packages));
        Text(root, "homes", system.Installed ? "" : accounts.Homes(system.Users));
        Text(root, "state-directories", StateDirectories());
        return root;
    }

    /// <summary>Text of <c>/etc/packages</c>: name and version of every package, sorted, each once.</summary>
    public static string PackageList(DebianClosure closure) => string.Concat(closure.Objects
        .SelectMany(o => o.Packages)
        .Select(package => $"{package.Name} {package.Version}\n")
        .Distinct()
        .Order(StringComparer.Ordinal));

    private ImageDirectory Own()
    {
        ImageDirectory own = new();
        AddFiles(own, "etc");
        AddFiles(own, system.Installed ? "target" : "live");
        Link(own, $"{UnitFolder}/default.target", $"{SystemUnits}/multi-user.target");
        Link(own, $"{UnitFolder}/dbus-org.freedesktop.nm-dispatcher.service", $"{SystemUnits}/NetworkManager-dispatcher.service");
        foreach (string unit in _masked)
            Link(own, $"{UnitFolder}/{unit}", "/dev/null");
        foreach ((string target, string unit, string? file) in system.Installed ? _enabled.Concat(_enabledOnDisk) : _enabled)
        {
            string name = file ?? unit;
            if (own.FindPath($"{UnitFolder}/{name}") is not null)
                Link(own, $"{UnitFolder}/{target}.wants/{unit}", $"../{name}");
            else if (packages.Any(package => package.Root.FindPath($"usr/lib/systemd/system/{name}") is not null))
                Link(own, $"{UnitFolder}/{target}.wants/{unit}", $"{SystemUnits}/{name}");
        }

        AddMachine(own);
        AddAccounts(own);
        AddCertificates(own);
        return own;
    }

    /// <summary>Adds the texts of a folder; what is in its <c>units</c> goes where systemd looks.</summary>
    private void AddFiles(ImageDirectory own, string folder)
    {
        string autologin = system.Users.Count > 0 ? system.Users[0].Name.Text : "root";
        foreach (string name in ReferenceFiles.Below(folder))
        {
            string path = name[(folder.Length + 1)..];
            string place = path.StartsWith("units/", StringComparison.Ordinal) ? $"{UnitFolder}/{path["units/".Length..]}" : path;
            Text(own, place, ReferenceFiles.Read(name, ("autologin", autologin)));
        }
    }

    private void AddMachine(ImageDirectory own)
    {
        string host = system.HostName.Text;
        Text(own, "hostname", $"{host}\n");
        Text(own, "hosts", $"127.0.0.1 localhost\n::1 localhost ip6-localhost ip6-loopback\n127.0.1.1 {host}\n");
        Text(own, "fstab", "# Stage 1 has mounted what the system needs.\n");
        Text(own, "locale.conf", $"LANG={system.Locale}\n");
        Text(own, "default/locale", $"LANG={system.Locale}\n");
        if (system.Keymap is { } keymap)
            Text(own, "vconsole.conf", $"KEYMAP={keymap}\n");
        Text(own, "environment", "");
        Text(own, "shells", "/bin/sh\n/bin/bash\n/bin/dash\n/usr/bin/bash\n/usr/bin/sh\n");
        Text(own, "packages", PackageList(closure));
        Text(own, "issue", system.Issue);
        Text(own, "os-release", $"""
            NAME="{system.Name}"
            ID=clu
            ID_LIKE="nixos debian"
            PRETTY_NAME="{string.Join(' ', new[] { system.Name, system.Variant }.Where(word => word is not null))} (Debian {system.Suite})"
            VERSION_CODENAME={system.Suite}
            VARIANT_ID={system.Variant ?? "installer"}

            """);
        Link(own, "localtime", $"/usr/share/zoneinfo/{system.TimeZone}");
        Link(own, "mtab", "/proc/self/mounts");
        if (system.Launcher is { } launcher)
            Text(own, "clu/launcher", $"{launcher}\n");
    }

    private void AddAccounts(ImageDirectory own)
    {
        Text(own, "passwd", accounts.Passwd);
        Text(own, "group", accounts.GroupText);
        Text(own, "shadow", accounts.Shadow);
        Text(own, "gshadow", accounts.GroupShadow);
        foreach (UserAccount person in system.Users.Where(person => person.AuthorizedKeys.Count > 0))
            Text(own, $"ssh/authorized_keys.d/{person.Name.Text}", string.Concat(person.AuthorizedKeys.Select(key => $"{key}\n")));
    }

    /// <summary>What ca-certificates' postinst would make of its certificates.</summary>
    private void AddCertificates(ImageDirectory own)
    {
        StringBuilder bundle = new();
        foreach (ObjectFiles package in packages)
        {
            if (package.Root.FindPath("usr/share/ca-certificates") is ImageDirectory folder)
                AppendCertificates(folder, bundle);
        }

        if (bundle.Length > 0)
            Text(own, "ssl/certs/ca-certificates.crt", bundle.ToString());
    }

    private static void AppendCertificates(ImageDirectory folder, StringBuilder bundle)
    {
        foreach ((FileName name, ImageNode node) in folder.Entries)
        {
            if (node is ImageDirectory child)
                AppendCertificates(child, bundle);
            else if (node is ImageFile file && name.Span.EndsWith(".crt"u8))
                bundle.Append(Accounts.TextOf(file));
        }
    }

    /// <summary>Folders of <c>/var</c> that packages ship empty, and that their programs expect.</summary>
    private string StateDirectories()
    {
        SortedSet<string> folders = new(StringComparer.Ordinal) { "var/empty", "var/lib/nixos", "var/log", "var/tmp" };
        foreach (ObjectFiles package in packages)
        {
            if (package.Root.FindPath("var") is ImageDirectory var)
                Collect(var, "var", folders);
        }

        folders.ExceptWith(["var/run", "var/lock"]);
        return string.Concat(folders.Select(folder => $"{folder}\n"));
    }

    private static void Collect(ImageDirectory folder, string path, SortedSet<string> folders)
    {
        folders.Add(path);
        foreach ((FileName name, ImageNode node) in folder.Entries)
        {
            if (node is ImageDirectory child)
                Collect(child, $"{path}/{name}", folders);
        }
    }

    private static void Text(ImageDirectory root, string path, string text) => root.AddPath(path, ReferenceFiles.File(text));

    private static void Link(ImageDirectory root, string path, string target) => root.AddPath(path, new ImageSymlink(target));
}
