using System.IO.Enumeration;
using Clu.Stores.BuildGraphs;
using Clu.Stores.Closures;

namespace Clu.Systems.Rebuilds;

/// <summary>The words for changes, and which derivations of a NixOS system each of them touches; see <c>docs/rebuild-kit.md</c>.</summary>
public static class SystemChanges
{
    private const string SystemPrefix = "nixos-system-";

    /// <summary>The name that a machine has when nobody gives one; it is in too many texts to tell anything.</summary>
    private const string DefaultHostName = "nixos";

    /// <summary>Variables that hold the text of small files.</summary>
    private static readonly string[] _texts = ["text", "buildCommand", "value"];

    private static readonly (SystemChange Change, string Word, string[] Names)[] _changes =
    [
        (SystemChange.HostName, "hostname", ["etc", "hostname", "etc-hostname", "hosts", "etc-hosts", "string-hosts", "localhost-hosts", "extra-hosts"]),
        (SystemChange.User, "user",
        [
            "etc", "users-groups.json", "userborn.json", "sysusers.d*", "etc-subuid", "etc-subgid", "user-environment", "etc-profiles-per-user*", "*authorized_keys*", "etc-sudoers",
            "sudoers", "system-path", "accounts-service*",
        ]),
        (SystemChange.Disk, "disk",
        [
            "etc", "fstab", "etc-fstab", "initrd-fstab", "initrd-fsinfo", "crypttab", "etc-crypttab", "initrd", "initrd-linux*", "initrd-bin-env", "stage-1-init.sh", "initrd-units",
            "extra-utils", "udev-rules", "unit-*.mount", "unit-*.swap", "unit-mkswap-*", "unit-zram*", "mdadm.conf", "etc-mdadm.conf", "zram-generator.conf", "grub-config.xml",
            "install-grub.sh", "systemd-boot*", "bootspec*", "boot.json",
        ]),
        (SystemChange.Modules, "modules",
        [
            "etc", "*-shrunk", "initrd", "initrd-linux*", "initrd-units", "stage-1-init.sh", "nixos.conf", "etc-nixos.conf", "etc-modules-load.d*", "etc-modprobe.d*",
            "unit-systemd-modules-load.service", "initrd-kmod*", "initrd-modules*",
        ]),
        (SystemChange.Package, "package", ["system-path"]),
    ];

    /// <summary>The words, in the order of <see cref="SystemChange"/>.</summary>
    public static IReadOnlyList<string> Words { get; } = [.. _changes.Select(change => change.Word)];

    /// <summary>All changes, in their order.</summary>
    public static IReadOnlyList<SystemChange> All { get; } = [.. _changes.Select(change => change.Change)];

    /// <summary>The change of a word.</summary>
    public static bool TryParse(string word, out SystemChange change)
    {
        int at = _changes.ToList().FindIndex(known => known.Word == word);
        change = at < 0 ? default : _changes[at].Change;
        return at >= 0;
    }

    /// <summary>The word of profiles and of the command line.</summary>
    public static string Word(this SystemChange change) => Of(change).Word;

    /// <summary>The derivations that a change touches itself. What is above them is built anew as well; the top one always is.</summary>
    public static IReadOnlyList<BuildNode> Touched(this SystemChange change, DerivationGraph graph)
    {
        string[] names = Of(change).Names;
        string? host = change == SystemChange.HostName ? HostNameOf(graph.Root.Derivation.Name) : null;
        return
        [
            .. graph.Nodes.Where(node =>
                !node.IsFixed
                && (names.Any(name => FileSystemName.MatchesSimpleExpression(name, node.Derivation.Name, ignoreCase: false)) || (host is not null && Mentions(node, host)))),
        ];
    }

    private static (SystemChange Change, string Word, string[] Names) Of(SystemChange change) => _changes.Single(known => known.Change == change);

    /// <summary>The machine's name in that of a toplevel, <c>nixos-system-NAME-VERSION</c>; null where it says nothing.</summary>
    private static string? HostNameOf(string toplevel)
    {
        if (!toplevel.StartsWith(SystemPrefix, StringComparison.Ordinal))
            return null;
        string name = PackageName.Parse(toplevel[SystemPrefix.Length..]).Name;
        return name is "" or DefaultHostName ? null : name;
    }

    private static bool Mentions(BuildNode node, string word) => node.Derivation.Environment.Any(
        variable => Array.IndexOf(_texts, variable.Key.ToString()) >= 0 && HasWord(variable.Value.ToString(), word));

    private static bool HasWord(string text, string word)
    {
        for (int at = text.IndexOf(word, StringComparison.Ordinal); at >= 0; at = text.IndexOf(word, at + 1, StringComparison.Ordinal))
        {
            int end = at + word.Length;
            if ((at == 0 || !IsPart(text[at - 1])) && (end == text.Length || !IsPart(text[end])))
                return true;
        }

        return false;

        static bool IsPart(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '/' or '.';
    }
}
