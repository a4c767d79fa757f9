using System.Text;
using System.Text.Json.Nodes;
using Clu.Binary;
using Clu.Media.Hosts;
using Clu.Nix.Flakes;
using Clu.Nix.StoreObjects;
using Clu.Systems.Flakes;
using Clu.Systems.Rebuilds;
using Clu.Testing;

namespace Clu.Media.Tests.Hosts;

/// <summary>The member <c>offline</c> of a host.</summary>
public sealed class ManifestOfflineTests
{
    private static readonly StoreObjectInfo s_input = SampleManifest.Object('h', "source", 50);
    private static readonly StoreObjectInfo s_flake = SampleManifest.Object('f', "source", 60);
    private static readonly StoreObjectInfo s_derivation = SampleManifest.Object('g', "nixos-system-one.drv", 70);

    private static readonly string s_text = Encoding.UTF8.GetString(ManifestJson.Write(Manifest()));

    // jq --sort-keys . of the same document prints these bytes.
    [Fact]
    public void Write_sorts_keys() => Golden.Check("tests/Clu.Media.Tests/Hosts/manifest-offline.golden.json", s_text);

    [Fact]
    public void Read_takes_what_was_written()
    {
        HostOffline offline = ManifestJson.Read(Encoding.UTF8.GetBytes(s_text)).Hosts[0].Offline!;
        Assert.Equal([s_input.Path, s_flake.Path, s_derivation.Path], offline.Closure);
        Assert.Equal((180, s_flake.Path, "one"), (offline.ClosureSize, offline.Flake!.Source, offline.Flake.Configuration));
        Assert.Equal(("nixpkgs", s_input.Path, "github"), (offline.Inputs[0].Name, offline.Inputs[0].Path, offline.Inputs[0].Locked.Type));
        Assert.Equal(s_input.Path, OfflineFlake.PathOf(Assert.Single(offline.Registry.Entries).To));
        Assert.Equal(OfflineFlake.Settings, offline.NixConf);
        Assert.Equal((s_derivation.Path, SystemChange.User), (offline.Rebuild!.Derivation, offline.Rebuild.Changes[1]));
        Assert.Equal(s_text, Encoding.UTF8.GetString(ManifestJson.Write(ManifestJson.Read(Encoding.UTF8.GetBytes(s_text)))));
    }

    [Fact]
    public void A_host_without_it_has_the_text_that_it_always_had() =>
        Assert.DoesNotContain("offline", Encoding.UTF8.GetString(ManifestJson.Write(SampleManifest.Whole)), StringComparison.Ordinal);

    [Theory]
    [InlineData("closureSize", "179", "hosts/0/offline/closureSize")]
    [InlineData("closure", "[]", "hosts/0/offline/closureSize")]
    [InlineData("flake", "{\"configuration\":\"\",\"source\":\"ffffffffffffffffffffffffffffffff-source\"}", "hosts/0/offline/flake/configuration")]
    [InlineData("flake", "{\"configuration\":\"one\",\"source\":\"00000000000000000000000000000000-source\"}", "hosts/0/offline")]
    [InlineData("inputs", "[{\"locked\":{\"type\":\"\"},\"name\":\"a\",\"path\":\"00000000000000000000000000000000-source\"}]", "hosts/0/offline/inputs/0/locked/type")]
    [InlineData("inputs", "[{\"locked\":{\"type\":[]},\"name\":\"a\",\"path\":\"00000000000000000000000000000000-source\"}]", "hosts/0/offline/inputs/0/locked/type")]
    [InlineData("inputs", "[{\"name\":\"a\"}]", "hosts/0/offline/inputs/0/path")]
    [InlineData("nixConf", "[\"a = b\\nc = d\"]", "hosts/0/offline/nixConf")]
    [InlineData("rebuild", "{\"changes\":[\"colour\"],\"derivation\":null,\"roots\":[]}", "hosts/0/offline/rebuild/changes")]
    [InlineData("rebuild", "{\"changes\":[],\"derivation\":null,\"roots\":[\"00000000000000000000000000000000-x\"]}", "hosts/0/offline")]
    [InlineData("registry", "[{\"exact\":1,\"from\":{\"type\":\"indirect\"},\"to\":{\"type\":\"path\"}}]", "hosts/0/offline/registry/0/exact")]
    [InlineData("more", "1", "hosts/0/offline/more")]
    public void What_contradicts_or_is_unknown_is_refused_by_its_place(string member, string value, string place)
    {
        JsonNode document = JsonNode.Parse(s_text)!;
        document["hosts"]![0]!["offline"]![member] = JsonNode.Parse(value);
        Assert.Equal(place, Assert.Throws<MalformedDataException>(() => ManifestJson.Read(Encoding.UTF8.GetBytes(document.ToJsonString()))).Field);
    }

    [Fact]
    public void A_flake_that_lies_in_a_folder_of_its_source_says_which()
    {
        MediumManifest manifest = Manifest(), below = manifest with
        {
            Hosts = [manifest.Hosts[0] with { Offline = manifest.Hosts[0].Offline! with { Flake = new HostFlake(s_flake.Path, "one") { Directory = "machines/one" } } }, .. manifest.Hosts.Skip(1)],
        };
        byte[] written = ManifestJson.Write(below);
        Assert.Equal("machines/one", ManifestJson.Read(written).Hosts[0].Offline!.Flake!.Directory);
        foreach (string folder in (string[])["", "/machines", "machines/", "machines/../..", "a?b", "."])
        {
            JsonNode document = JsonNode.Parse(written)!;
            document["hosts"]![0]!["offline"]!["flake"]!["directory"] = folder;
            Assert.Equal("hosts/0/offline/flake/directory", Assert.Throws<MalformedDataException>(() => ManifestJson.Read(Encoding.UTF8.GetBytes(document.ToJsonString()))).Field);
        }
    }

    [Fact]
    public void A_member_that_stands_before_what_it_refers_to_is_refused()
    {
        JsonNode document = JsonNode.Parse(s_text)!;
        JsonArray closure = document["hosts"]![0]!["offline"]!["closure"]!.AsArray();
        JsonNode? library = document["hosts"]![0]!["closure"]![0];
        closure.Add(library!.DeepClone());
        Assert.Equal("hosts/0/offline/closure", Assert.Throws<MalformedDataException>(() => ManifestJson.Read(Encoding.UTF8.GetBytes(document.ToJsonString()))).Field);
    }

    private static MediumManifest Manifest()
    {
        FlakeInput input = new("nixpkgs", s_input.Path, FlakeReference.Of([new("type", "github"), new("owner", "NixOS"), new("repo", "nixpkgs"), new("lastModified", 1L)]));
        MediumManifest whole = SampleManifest.Whole;
        return whole with
        {
            Hosts =
            [
                whole.Hosts[0] with
                {
                    Offline = new HostOffline
                    {
                        Closure = [s_input.Path, s_flake.Path, s_derivation.Path],
                        ClosureSize = 180,
                        Flake = new HostFlake(s_flake.Path, "one"),
                        Inputs = [input],
                        Registry = OfflineFlake.Registry([input]),
                        NixConf = OfflineFlake.Settings,
                        Rebuild = new HostRebuild(s_derivation.Path, [SystemChange.HostName, SystemChange.User], [s_derivation.Path]),
                    },
                },
                .. whole.Hosts.Skip(1),
            ],
            Objects = [.. whole.Objects.Concat([s_input, s_flake, s_derivation]).OrderBy(info => info.Path)],
        };
    }
}
