using Clu.Images.Iso9660;
using Clu.Images.Trees;
using Clu.Media.Hosts;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Systems.Profiles;

namespace Clu.Media.Composing;

/// <summary>Tells what each host of a medium needs and costs.</summary>
internal static class ManifestPlan
{
    private static readonly UnixPermissions _rootOnly = new(Convert.ToUInt16("400", 8));

    /// <summary>Makes the manifest.</summary>
    /// <param name="label">The medium's label.</param>
    /// <param name="hosts">The hosts, in the profile's order.</param>
    /// <param name="withoutHosts">What is on the medium whatever hosts it has: it costs no host anything.</param>
    /// <param name="objects">What is in the medium's store; the infos of the closures may be of other stores.</param>
    public static MediumManifest Make(VolumeLabel label, IReadOnlyList<HostSystem> hosts, IReadOnlySet<StorePath> withoutHosts, IEnumerable<StoreObjectInfo> objects)
    {
        Dictionary<StorePath, int> users = hosts.SelectMany(host => host.Closure).CountBy(o => o.Info.Path).ToDictionary();
        HashSet<StorePath> needed = [.. users.Keys, .. hosts.SelectMany(host => host.OfflineObjects).Select(o => o.Info.Path)];
        Dictionary<StorePath, StoreObjectInfo> infos = objects.Where(info => needed.Contains(info.Path)).ToDictionary(info => info.Path);
        return new MediumManifest
        {
            Label = label.Text,
            Hosts =
            [
                .. hosts.Select(host => new MediumHost
                {
                    Name = host.Profile.Name.Text,
                    Description = host.Profile.Description,
                    Kind = host.Kind,
                    Toplevel = host.Toplevel,
                    Closure = [.. host.Closure.Select(o => o.Info.Path)],
                    ClosureSize = host.Closure.Sum(o => infos[o.Info.Path].NarSize),
                    OwnSize = host.Closure.Where(o => users[o.Info.Path] == 1 && !withoutHosts.Contains(o.Info.Path)).Sum(o => infos[o.Info.Path].NarSize),
                    Defaults = Defaults(host.Profile),
                    Offline = host.Offline,
                }),
            ],
            Objects = [.. infos.Values.OrderBy(info => info.Path)],
        };
    }

    /// <summary>Mode of the manifest's file: password hashes are for root.</summary>
    public static UnixPermissions Mode(MediumManifest manifest) =>
        manifest.Hosts.Any(host => host.Defaults.Users.Any(user => user.PasswordHash is not null)) ? _rootOnly : UnixPermissions.File;

    private static HostDefaults Defaults(HostProfile profile) => new()
    {
        HostName = profile.HostName,
        Layout = profile.Layout,
        TimeZone = profile.TimeZone,
        Locale = profile.Locale,
        Keymap = profile.Keymap,
        Users = profile.Users,
    };
}
