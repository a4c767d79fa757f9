using Clu.Images.Iso9660;
using Clu.Media.Composing;
using Clu.Media.Hosts;
using Clu.Media.Tests.Hosts;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Systems.Profiles;

namespace Clu.Media.Tests.Composing;

public class ManifestPlanTests
{
    private static readonly StoreObjectInfo s_kernel = SampleManifest.Object('0', "linux", 1_000_000);
    private static readonly StoreObjectInfo s_base = SampleManifest.Object('1', "base", 50_000, s_kernel.Path);
    private static readonly StoreObjectInfo s_git = SampleManifest.Object('2', "git", 7_000);
    private static readonly StoreObjectInfo s_ssh = SampleManifest.Object('3', "openssh-server", 500);
    private static readonly StoreObjectInfo s_jq = SampleManifest.Object('4', "jq", 60);

    [Fact]
    public void A_host_costs_what_nothing_else_on_the_medium_needs()
    {
        MediumManifest manifest = Make([Host("base", s_kernel, s_base), Host("desk", s_kernel, s_base, s_git, s_jq), Host("server", s_kernel, s_base, s_ssh, s_jq)], s_kernel);

        Assert.Equal([1_050_003L, 1_057_063, 1_050_563], manifest.Hosts.Select(host => host.ClosureSize));
        Assert.Equal([3L, 7_003, 503], manifest.Hosts.Select(host => host.OwnSize));
        Assert.Equal(manifest.Objects.Select(info => info.Path).Order(), manifest.Objects.Select(info => info.Path));
        Assert.Equal(8, manifest.Objects.Count);
        Assert.Equal(ManifestJson.Write(manifest), ManifestJson.Write(ManifestJson.Read(ManifestJson.Write(manifest))));
    }

    [Fact]
    public void A_single_host_costs_what_the_live_system_does_not_have() =>
        Assert.Equal(50_003, Make([Host("base", s_kernel, s_base)], s_kernel).Hosts[0].OwnSize);

    [Fact]
    public void A_second_host_of_the_same_system_costs_nothing_and_makes_the_first_cost_nothing()
    {
        HostSystem one = Host("one", s_kernel, s_base);
        HostSystem two = one with { Profile = new HostProfile { Name = HostName.Parse("two") } };

        Assert.Equal([0L, 0], Make([one, two]).Hosts.Select(host => host.OwnSize));
    }

    [Fact]
    public void What_is_carried_for_no_host_is_not_in_the_manifest()
    {
        MediumManifest manifest = ManifestPlan.Make(VolumeLabel.Parse("L"), [], new HashSet<StorePath> { s_git.Path }, [s_git]);

        Assert.Equal(("L", 0, 0), (manifest.Label, manifest.Hosts.Count, manifest.Objects.Count));
    }

    [Fact]
    public void Defaults_are_those_of_the_profile()
    {
        UserAccount user = new(UserName.Parse("me"), 1000, [], "/bin/sh", null, []);
        HostSystem host = Host("a", s_kernel);
        host = host with
        {
            Profile = host.Profile with
            {
                Description = "d",
                HostName = HostName.Parse("h"),
                Layout = "l",
                TimeZone = "A/B",
                Locale = "C",
                Keymap = "k",
                Users = [user],
            },
        };

        MediumHost described = Make([host]).Hosts[0];
        Assert.Equal(("a", "d", HostKind.Reference), (described.Name, described.Description, described.Kind));
        Assert.Equal(
            ("h", "l", "A/B", "C", "k"),
            (described.Defaults.HostName?.Text, described.Defaults.Layout, described.Defaults.TimeZone, described.Defaults.Locale, described.Defaults.Keymap));
        Assert.Equal([user], described.Defaults.Users);
    }

    [Fact]
    public void Password_hashes_are_for_root_alone()
    {
        MediumManifest sample = SampleManifest.Whole;
        Assert.Equal("0400", ManifestPlan.Mode(sample).ToString());
        Assert.Equal("0644", ManifestPlan.Mode(sample with { Hosts = [sample.Hosts[0]] }).ToString());
    }

    private static MediumManifest Make(HostSystem[] hosts, params StoreObjectInfo[] live) => ManifestPlan.Make(
        VolumeLabel.Parse("LABEL"),
        hosts,
        live.Select(info => info.Path).ToHashSet(),
        live.Concat(hosts.SelectMany(host => host.Closure).Select(o => o.Info)).DistinctBy(info => info.Path));

    private static HostSystem Host(string name, params StoreObjectInfo[] needs)
    {
        StoreObjectInfo toplevel = SampleManifest.Object('a', $"nixos-system-{name}", 3, [.. needs.Select(info => info.Path)]);
        return new HostSystem(
            new HostProfile { Name = HostName.Parse(name) }, HostKind.Reference, toplevel.Path, [.. needs.Append(toplevel).Select(info => new MediumObject(info, "/nowhere"))]);
    }
}
