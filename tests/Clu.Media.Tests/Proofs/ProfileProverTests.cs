using Clu.Images.Iso9660;
using Clu.Media.Inspection;
using Clu.Media.Proofs;
using Clu.Systems.Profiles;
using Clu.Systems.Rebuilds;

namespace Clu.Media.Tests.Proofs;

/// <summary>A profile is proven before a medium is made of it, by the stores of this machine.</summary>
public sealed class ProfileProverTests : IDisposable
{
    private readonly ProofMedium _medium = new();

    public void Dispose() => _medium.Dispose();

    [Fact]
    public void A_profile_whose_hosts_are_there_is_proven()
    {
        MediumProof proof = Prove(_medium.Profile);

        Assert.True(proof.Holds, string.Join('\n', proof.Findings));
        Assert.Equal("hostname", Assert.Single(Assert.Single(proof.Hosts).Changes).Change);
    }

    [Fact]
    public void A_host_that_is_not_there_is_named_with_what_to_do()
    {
        MediumProof proof = Prove(_medium.Profile with { Toplevel = "/nix/store/00000000000000000000000000000000-nixos-system-none" });

        Assert.False(proof.Holds);
        ProofFinding finding = Assert.Single(proof.Findings);
        Assert.Equal(("desk", FindingSeverity.Error), (finding.Host, finding.Severity));
        Assert.Contains("clu copy", finding.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void A_flake_that_is_not_there_is_named()
    {
        ProofFinding finding = Assert.Single(Prove(_medium.Profile with { Flake = new FlakeProfile("/none", "desk") }).Findings);
        Assert.Equal(ProofCheck.Inputs, finding.Check);
    }

    [Fact]
    public void A_budget_that_does_not_do_names_the_change()
    {
        ProofFinding finding = Assert.Single(Prove(_medium.Profile with { RebuildKit = new KitProfile([SystemChange.HostName], 1) }).Findings);
        Assert.Equal(ProofCheck.Rebuild, finding.Check);
        Assert.Contains("has no room for 'hostname'", finding.Text, StringComparison.Ordinal);
    }

    private static MediumProof Prove(HostProfile host) => new ProfileProver(new ProofRequest()).Prove(
        "my.toml", new InstallerProfile { Name = "clu", Label = VolumeLabel.Parse("CLU_TEST"), Hosts = [host] }, TestContext.Current.CancellationToken);
}
