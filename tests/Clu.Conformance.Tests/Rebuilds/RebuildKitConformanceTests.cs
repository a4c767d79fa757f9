using Clu.Images.Iso9660;
using Clu.Images.SquashFs;
using Clu.Install.Populating;
using Clu.Media.Composing;
using Clu.Media.Hosts;
using Clu.Media.Proofs;
using Clu.Nix.Derivations;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Stores.BuildGraphs;
using Clu.Stores.Copying;
using Clu.Systems.Profiles;
using Clu.Systems.Rebuilds;
using Clu.Testing;

namespace Clu.Conformance.Tests.Rebuilds;

/// <summary>Real builds judge kits: with a kit and nothing else a changed system is built offline, and without any part of it it is not.</summary>
public sealed class RebuildKitConformanceTests
{
    public static TheoryData<NixVersion> Versions => [NixVersion.Installed, NixVersion.Newest];

    [Theory]
    [MemberData(nameof(Versions))]
    public void With_the_kit_alone_a_changed_system_is_built_without_a_network(NixVersion version)
    {
        using SyntheticSystem system = new(version);
        RebuildKit kit = system.Kit([SystemChange.HostName]);
        Assert.True(kit.IsComplete);

        string target = system.Target(kit.Objects);
        StorePath rebuilt = SyntheticSystem.Path_(system.Build(target, "--argstr", "hostName", "other").Succeeded());

        Assert.Equal("nixos-system-other-1.0", rebuilt.Name);
        string link = new FileInfo(Path.Join(system.Folder[target], "nix/store", rebuilt.BaseName, "etc")).LinkTarget!;
        string name = new FileInfo(Path.Join(system.Folder[target], link, "hostname")).LinkTarget!;
        Assert.Equal("other\n", File.ReadAllText(system.Folder[target] + name));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void Without_any_one_path_of_the_kit_it_is_not(NixVersion version)
    {
        using SyntheticSystem system = new(version);
        RebuildKit kit = system.Kit([SystemChange.HostName]);
        // Sources and derivations come out of the evaluation as well; what else there is can be made by nobody.
        StorePath[] inputs = [.. kit.Objects.Select(info => info.Path).Where(path => !Derivation.IsDerivation(path) && path.Name != "tools")];
        Assert.Equal(["install-grub.sh", "library", "stdenv"], inputs.Select(path => path.Name).Order());
        foreach (StorePath removed in inputs)
        {
            ToolResult build = system.Build(system.Target(Without(removed, kit, system)), "--argstr", "hostName", "other");
            Assert.NotEqual(0, build.ExitCode);
            Assert.Contains($"{(removed.Name == "install-grub.sh" ? "compiler" : removed.Name)}.tar", build.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Without_a_kit_not_even_a_name_can_be_changed()
    {
        using SyntheticSystem system = new(NixVersion.Installed);
        Assert.NotEqual(0, system.Build(system.Target([]), "--argstr", "hostName", "other").ExitCode);
    }

    [Fact]
    public void What_only_unchanged_parts_are_made_of_is_not_in_it()
    {
        using SyntheticSystem system = new(NixVersion.Installed);
        Assert.DoesNotContain(system.Kit([SystemChange.HostName, SystemChange.User, SystemChange.Modules]).Objects, info => info.Path.Name is "compiler" or "compiler.tar" or "stdenv.tar");
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void Of_a_variant_exactly_those_derivations_are_built_that_nix_says(NixVersion version)
    {
        using SyntheticSystem system = new(version);
        foreach (string[] arguments in (string[][])[["--argstr", "hostName", "other"], ["--argstr", "module", "loop"]])
        {
            RebuildKit kit = system.Kit([], null, system.Instantiate(arguments));
            ToolResult dry = system.Build(system.Target(kit.Objects), [.. arguments, "--dry-run"]).Succeeded();
            IEnumerable<string> nix = dry.Error.Split('\n').Select(line => line.Trim()).Where(line => line.StartsWith("/nix/store/", StringComparison.Ordinal));
            Assert.Equal(nix.Order(StringComparer.Ordinal), Assert.Single(kit.Changes).Builds.Built.Select(node => StoreDirectory.Default.Print(node.Path)).Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public void What_names_tell_holds_all_that_really_changes()
    {
        using SyntheticSystem system = new(NixVersion.Installed);
        foreach ((SystemChange change, string[] arguments) in ((SystemChange, string[])[])[(SystemChange.HostName, ["--argstr", "hostName", "other"]), (SystemChange.Modules, ["--argstr", "module", "loop"])])
        {
            ChangePlan told = Assert.Single(system.Kit([change]).Changes), exact = Assert.Single(system.Kit([], null, system.Instantiate(arguments)).Changes);
            Assert.Superset(Names(exact.Builds), Names(told.Builds));
            Assert.Superset(exact.Objects.Select(info => info.Path).ToHashSet(), told.Objects.Select(info => info.Path).ToHashSet());
        }

        static HashSet<string> Names(BuildPlan plan) => [.. plan.Built.Select(node => node.Derivation.Name.Replace("other", "desk", StringComparison.Ordinal))];
    }

    [Fact]
    public void What_has_no_room_is_dropped_and_named()
    {
        using SyntheticSystem system = new(NixVersion.Installed);
        RebuildKit all = system.Kit([SystemChange.HostName, SystemChange.Disk]);
        long smaller = all.Size - all.OwnSize(all.Changes[1]);
        Assert.True(all.OwnSize(all.Changes[1]) > 0);

        RebuildKit kit = system.Kit([SystemChange.HostName, SystemChange.Disk], smaller);

        Assert.Equal("disk", Assert.Single(kit.Dropped).Name);
        Assert.Equal("hostname", Assert.Single(kit.Taken).Name);
        Assert.True(kit.Size <= smaller);
        Assert.False(kit.IsComplete);
        Assert.Empty(system.Kit([SystemChange.HostName], 1).Taken);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void What_a_proven_profile_installs_is_built_again_on_the_machine(NixVersion version)
    {
        using SyntheticSystem system = new(version);
        InstallerProfile profile = new()
        {
            Name = "clu",
            Label = VolumeLabel.Parse("CLU_TEST"),
            Hosts =
            [
                new HostProfile
                {
                    Name = HostName.Parse("desk"),
                    Toplevel = $"{system.Folder["built"]}/nix/store/{system.Toplevel}",
                    RebuildKit = new KitProfile([SystemChange.HostName, SystemChange.Modules], null),
                },
            ],
        };
        MediumProof proof = new ProfileProver(new ProofRequest()).Prove("my.toml", profile, TestContext.Current.CancellationToken);
        Assert.True(proof.Holds, string.Join('\n', proof.Findings));

        MediumHost host = Assert.Single(proof.Hosts).Host;
        WriteStore(system, host, system.Folder["store.squashfs"]);
        string target = system.NewTarget();
        Population.Run(
            new PopulationRequest { MediumPath = system.Folder["store.squashfs"], Root = system.Folder[target], Toplevel = host.Toplevel, Kept = [.. host.Offline!.Roots], BuildersGroup = null },
            TestContext.Current.CancellationToken);

        StorePath rebuilt = SyntheticSystem.Path_(system.BuildAtRoot(target, "--argstr", "hostName", "kitchen", "--argstr", "module", "loop").Succeeded());
        Assert.Equal("nixos-system-kitchen-1.0", rebuilt.Name);
        // What the roots of the installation keep, a collection keeps: the second change is built after it.
        NixTool.Run(version, "nix-store", "--store", $"local?root={system.Folder[target]}", "--gc").Succeeded();
        system.BuildAtRoot(target, "--argstr", "hostName", "cellar").Succeeded();
    }

    /// <summary>The store of a medium with a host alone.</summary>
    private static void WriteStore(SyntheticSystem system, MediumHost host, string file)
    {
        MediumObject[] objects = [.. host.All.Order().Select(path => new MediumObject(system.Store.Find(path)!, system.Store.PhysicalPath(path)))];
        using FileStream image = File.Create(file);
        new StoreImage(objects, new SquashFsOptions { Level = 1 }, null, TestContext.Current.CancellationToken).Produce(image);
    }

    /// <summary>The kit without a path, and without what refers to it: a store is closed.</summary>
    private static IEnumerable<StoreObjectInfo> Without(StorePath removed, RebuildKit kit, SyntheticSystem system) =>
        kit.Objects.Where(info => StoreClosure.Of(system.Store, [info.Path]).All(member => member.Path != removed));
}
