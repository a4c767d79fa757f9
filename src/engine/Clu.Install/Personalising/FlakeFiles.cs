using System.Text;
using Clu.Media.Hosts;

namespace Clu.Install.Personalising;

/// <summary>
/// Registry and settings with which Nix evaluates the machine's flake without a network. Where the closure has a file of its own, activation would put
/// it back; then they are those of root, who rebuilds, and add to the closure's.
/// </summary>
internal static class FlakeFiles
{
    private const string Machine = "/etc/nix";
    private const string Root = "/root/.config/nix";

    public static void Add(PersonalActions actions, HostOffline offline, ITargetFiles target)
    {
        if (offline.Registry.Entries.Count > 0)
            AddFile(actions, target, "registry.json", Encoding.UTF8.GetString(offline.Registry.ToBytes()));
        if (offline.NixConf.Count > 0)
            AddFile(actions, target, "nix.conf", string.Concat(offline.NixConf.Select(line => $"{line}\n")));
    }

    private static void AddFile(PersonalActions actions, ITargetFiles target, string name, string text)
    {
        bool taken = target.Has($"{Machine[1..]}/{name}");
        if (taken)
        {
            foreach (string folder in (string[])["/root", "/root/.config", Root])
                actions.Folder(folder, PersonalActions.PrivateFolder);
        }
        else
        {
            actions.Folder(Machine);
        }

        actions.Text($"{(taken ? Root : Machine)}/{name}", text);
    }
}
