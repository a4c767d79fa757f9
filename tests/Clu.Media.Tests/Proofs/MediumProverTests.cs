using Clu.Binary;
using Clu.Media.Hosts;
using Clu.Media.Inspection;
using Clu.Media.Proofs;
using Clu.Nix.Flakes;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Systems.Flakes;
using Clu.Systems.Rebuilds;

namespace Clu.Media.Tests.Proofs;

/// <summary>A whole medium is proven; one that lacks something is not, and what is missing is named.</summary>
public sealed class MediumProverTests : IDisposable
{
    private readonly ProofMedium _medium = new();

    public void Dispose() => _medium.Dispose();

    [Fact]
    public void A_medium_with_everything_is_proven()
    {
        MediumProof proof = _medium.Prove();

        Assert.Empty(Errors(proof));
        Assert.True(proof.Holds);
        Assert.True(proof.HashesChecked);
        Assert.NotNull(proof.Checksum);
        HostProof host = Assert.Single(proof.Hosts);
        Assert.Equal(
            [ProofCheck.Closure, ProofCheck.Boot, ProofCheck.Modules, ProofCheck.Inputs, ProofCheck.Registry, ProofCheck.Settings, ProofCheck.Rebuild], host.Checks);
        ChangeProof change = Assert.Single(host.Changes);
        Assert.Equal(["etc-hostname", ProofMedium.System], change.Builds.Built.Select(node => node.Derivation.Name));
        Assert.Equal(_medium.Stdenv.Path, Assert.Single(change.Builds.Needs).Path);
    }

    [Fact]
    public void A_mounted_medium_is_proven_as_its_image_is()
    {
        _medium.Write();
        MediumProof proof = new MediumProver(new ProofRequest(), null).ProveFolder(_medium.Unpack(), TestContext.Current.CancellationToken);

        Assert.True(proof.Holds);
        Assert.Equal("desk", Assert.Single(proof.Hosts).Host.Name);
    }

    [Fact]
    public void A_missing_input_is_named()
    {
        _medium.Dropped.Add(_medium.Input.Path);
        No(ProofCheck.Inputs, $"the flake input 'nixpkgs' (github:NixOS/nixpkgs/abc) is not on the medium: /nix/store/{_medium.Input.Path}", "nix flake archive");
    }

    [Fact]
    public void An_input_that_the_lock_file_has_and_the_manifest_has_not_is_named()
    {
        _medium.Dropped.Add(_medium.Input.Path);
        _medium.Offline = offline => Without(offline, _medium.Input) with { Inputs = [], Registry = new FlakeRegistry([]) };
        No(ProofCheck.Inputs, $"the flake input 'nixpkgs' (github:NixOS/nixpkgs/abc) is not on the medium: /nix/store/{_medium.Input.Path}", "nix flake archive");
    }

    [Fact]
    public void A_registry_entry_that_points_outside_is_named()
    {
        _medium.Offline = offline => offline with
        {
            Registry = new FlakeRegistry(
            [
                new FlakeRegistryEntry(
                    FlakeReference.Of([new("type", "indirect"), new("id", "utils")]),
                    FlakeReference.Of([new("type", "github"), new("owner", "numtide"), new("repo", "flake-utils")]),
                    Exact: false),
            ]),
        };
        No(ProofCheck.Registry, "the registry entry 'utils' leads to github:numtide/flake-utils, which is not on the medium", "nix.registry.utils");
    }

    [Fact]
    public void A_registry_entry_that_points_to_a_path_elsewhere_is_named()
    {
        FlakeInput elsewhere = new("nixpkgs", StorePath.Parse($"{new string('0', 32)}-source"), FlakeReference.Of([new("type", "path")]));
        _medium.Offline = offline => offline with { Registry = OfflineFlake.Registry([elsewhere]) };
        No(ProofCheck.Registry, $"the registry entry 'nixpkgs' leads to '/nix/store/{elsewhere.Path}', which is not on the medium");
    }

    [Fact]
    public void A_global_registry_at_an_address_is_named()
    {
        _medium.Offline = offline => offline with { NixConf = [] };
        No(ProofCheck.Settings, "Nix would look names of flakes up at its default address: flake-registry is no file of the machine", OfflineFlake.RegistryPath);
    }

    [Fact]
    public void Missing_kernel_modules_are_named()
    {
        _medium.Dropped.Add(_medium.Modules.Path);
        No(ProofCheck.Modules, $"it loads its kernel modules from '/nix/store/{_medium.Modules.Path}', which is not in its closure on the medium");
        No(ProofCheck.Modules, "the kernel module 'loop' of etc/modules-load.d/nixos.conf is not among its kernel modules", "boot.kernelModules");
    }

    [Fact]
    public void A_missing_kernel_module_object_is_named()
    {
        _medium.Changed[_medium.Modules.Path] = ProofMedium.Tree(
            ("lib/modules/6.12/modules.dep", "kernel/fs/fuse/fuse.ko.xz:\nkernel/drivers/loop.ko.xz:\n"),
            ("lib/modules/6.12/modules.builtin", "kernel/net/bridge/br_netfilter.ko\n"),
            ("lib/modules/6.12/kernel/fs/fuse/fuse.ko.xz", "fuse"));
        No(ProofCheck.Modules, "the kernel module object 'kernel/drivers/loop.ko.xz' is not on the medium, and the index of modules has it");
    }

    [Fact]
    public void A_reference_that_is_not_in_the_closure_is_named()
    {
        StorePath elsewhere = StorePath.Parse($"{new string('0', 32)}-elsewhere");
        _medium.Referred[_medium.Etc.Path] = elsewhere;
        No(ProofCheck.Closure, $"'/nix/store/{_medium.Etc.Path}' refers to '/nix/store/{elsewhere}', which is not in the host's closure");
    }

    [Fact]
    public void A_changed_file_of_the_store_is_named()
    {
        _medium.Changed[_medium.Etc.Path] = ProofMedium.Tree(("etc/modules-load.d/nixos.conf", "loop\nbr-netfilter\n"), ("etc/hostname", "desk\n"));
        No(ProofCheck.Medium, $"'{_medium.Etc.Path}' ");
    }

    [Fact]
    public void A_changed_file_beside_the_store_is_named()
    {
        _medium.Write();
        byte[] image = File.ReadAllBytes(_medium.Image);
        image[image.AsSpan().IndexOf("sample 1.0"u8)] ^= 1;
        File.WriteAllBytes(_medium.Image, image);

        ProofFinding finding = Assert.Single(Errors(new MediumProver(new ProofRequest(), null).ProveFile(_medium.Image, TestContext.Current.CancellationToken)));

        Assert.Contains("/version.txt", finding.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_path_that_a_rebuild_reads_is_named()
    {
        _medium.Dropped.Add(_medium.Stdenv.Path);
        No(ProofCheck.Rebuild, $"a change of 'hostname' builds etc-hostname, which reads '/nix/store/{_medium.Stdenv.Path}', and that is not on the medium", "rebuild-kit = { allow = [\"hostname\"] }");
        No(ProofCheck.Closure, $"a part of its rebuild kit '/nix/store/{_medium.Stdenv.Path}' is not on the medium");
    }

    [Fact]
    public void Without_derivations_nothing_is_said_of_rebuilds()
    {
        _medium.Dropped.Add(_medium.Derivation.Path);
        _medium.Offline = offline => Without(offline, _medium.Derivation) with { Rebuild = null };
        MediumProof proof = _medium.Prove(SystemChange.Disk);

        Assert.Contains(Errors(proof), finding => finding.Check == ProofCheck.Rebuild && finding.Text.StartsWith("its derivation is not on the medium", StringComparison.Ordinal));
    }

    [Fact]
    public void A_host_that_is_not_there_is_CLU0746()
    {
        _medium.Write();
        CluException error = Assert.Throws<CluException>(
            () => new MediumProver(new ProofRequest { Host = "other" }, null).ProveFile(_medium.Image, TestContext.Current.CancellationToken));

        Assert.Equal("CLU0746", error.Code);
        Assert.Contains("desk", error.Hint, StringComparison.Ordinal);
    }

    private static HostOffline Without(HostOffline offline, StoreObjectInfo member) => offline with
    {
        Closure = [.. offline.Closure.Where(path => path != member.Path)],
        ClosureSize = offline.ClosureSize - member.NarSize,
    };

    private void No(ProofCheck check, string text, string remedy = "")
    {
        MediumProof proof = _medium.Prove();
        Assert.False(proof.Holds);
        ProofFinding? finding = Errors(proof).FirstOrDefault(finding => finding.Check == check && finding.Text.StartsWith(text, StringComparison.Ordinal));
        Assert.True(finding is not null, string.Join('\n', proof.Findings));
        Assert.Contains(remedy, finding.Remedy, StringComparison.Ordinal);
    }

    private static IEnumerable<ProofFinding> Errors(MediumProof proof) => proof.Findings.Where(finding => finding.Severity == FindingSeverity.Error);
}
