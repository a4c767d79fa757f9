using Clu.Binary;
using Clu.Systems.Profiles;
using Clu.Systems.Rebuilds;

namespace Clu.Systems.Tests.Profiles;

/// <summary><c>flake</c> and <c>rebuild-kit</c> of hosts.</summary>
public sealed class HostKitTests
{
    [Fact]
    public void A_host_says_what_it_is_rebuilt_from()
    {
        HostProfile host = Read("flake = \"desk\"\nrebuild-kit = { allow = [\"hostname\", \"user\"], budget = \"600 MB\" }");

        Assert.Equal(new FlakeProfile("/profiles/desk", "desk"), host.Flake);
        Assert.Equal([SystemChange.HostName, SystemChange.User], host.RebuildKit!.Allow);
        Assert.Equal(600_000_000, host.RebuildKit.Budget);
    }

    [Fact]
    public void A_configuration_may_have_another_name_than_the_host() =>
        Assert.Equal(new FlakeProfile("/srv/flake", "machine"), Read("flake = \"/srv/flake#machine\"").Flake);

    [Theory]
    [InlineData("rebuild-kit = { allow = [\"hostnames\"] }", "hostnames")]
    [InlineData("rebuild-kit = { allow = [] }", "allow")]
    [InlineData("rebuild-kit = { allow = [\"user\", \"user\"] }", "allow")]
    [InlineData("rebuild-kit = { budget = \"1 GB\" }", "allow")]
    [InlineData("rebuild-kit = { allow = [\"user\"], budget = \"large\" }", "large")]
    [InlineData("rebuild-kit = { allow = [\"user\"], limit = 1 }", "limit")]
    [InlineData("flake = \"github:NixOS/nixpkgs\"", "github:NixOS/nixpkgs")]
    [InlineData("flake = \"/srv/flake#\"", "/srv/flake#")]
    public void What_means_nothing_is_refused_by_name(string line, string named) =>
        Assert.Contains(named, Assert.Throws<CluException>(() => Read(line)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("flake = \"desk\"")]
    [InlineData("rebuild-kit = { allow = [\"user\"] }")]
    public void A_host_of_packages_is_not_rebuilt_by_Nix(string line) => Assert.Equal(
        "CLU0403", Assert.Throws<CluException>(() => Parse($"packages = [\"git\"]\n{line}")).Code);

    private static HostProfile Read(string lines) => Parse($"toplevel = \"/nix/store/{new string('0', 32)}-nixos-system-desk\"\n{lines}");

    private static HostProfile Parse(string lines) =>
        Assert.Single(ProfileReader.Parse($"name = \"clu\"\nlabel = \"clu\"\n[[host]]\nname = \"desk\"\n{lines}\n", "/profiles/my.toml").Hosts);
}
