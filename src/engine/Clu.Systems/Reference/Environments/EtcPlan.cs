using System.Text;
using Clu.Binary;
using Clu.Images.Trees;

namespace Clu.Systems.Reference.Environments;

/// <summary>
/// How activation builds <c>/etc</c>: real folders for what the machine itself writes into, copies of what it changes, and links through
/// <c>/etc/static</c> for the rest, as in NixOS. One line each: <c>directory PATH</c>, <c>links FOLDER NAME...</c>, <c>copy MODE OWNER PATH</c>.
/// </summary>
internal static class EtcPlan
{
    private static readonly string[] _realFolders =
    [
        "NetworkManager", "NetworkManager/conf.d", "NetworkManager/system-connections", "clu", "default", "lvm", "mdadm", "modprobe.d", "nix",
        "nixos", "profile.d", "ssh", "ssh/authorized_keys.d", "ssl", "ssl/certs", "sudoers.d", "systemd", "udev", "udev/rules.d", "xdg",
    ];

    private static readonly (string Path, string Mode, string Owner)[] _copies =
    [
        ("group", "0644", "0:0"), ("gshadow", "0640", "0:42"), ("passwd", "0644", "0:0"), ("shadow", "0640", "0:42"), ("sudoers", "0440", "0:0"),
    ];

    /// <summary>Writes the plan for a tree.</summary>
    /// <exception cref="ArgumentException">A name has white space, which the plan cannot say.</exception>
    public static string Write(ImageDirectory etc)
    {
        StringBuilder plan = new();
        foreach (string folder in _realFolders)
            plan.Append("directory ").Append(folder).Append('\n');
        Folder(etc, "", plan);
        foreach ((string path, string mode, string owner) in _copies)
            plan.Append("copy ").Append(mode).Append(' ').Append(owner).Append(' ').Append(path).Append('\n');
        return plan.ToString();
    }

    private static void Folder(ImageDirectory folder, string path, StringBuilder plan)
    {
        List<string> names = [];
        foreach ((FileName name, ImageNode node) in folder.Entries)
        {
            string text = name.ToString();
            string at = path.Length == 0 ? text : $"{path}/{text}";
            if (text.Any(char.IsWhiteSpace))
                throw new ArgumentException($"/etc/{at} has white space in its name", nameof(folder));
            if (_copies.Any(copy => copy.Path == at))
                continue;
            if (node is ImageDirectory child && _realFolders.Contains(at))
                Folder(child, at, plan);
            else
                names.Add(text);
        }

        // An empty first field would be lost by the shell that reads the plan.
        if (names.Count > 0)
            plan.Append("links ").Append(path.Length == 0 ? "." : path).Append(' ').AppendJoin(' ', names).Append('\n');
    }
}
