using Clu.Nix.Signatures;
using Clu.Stores.Collecting;
using Clu.Stores.Configuration;
using Clu.Testing;

namespace Clu.Stores.Tests.Configuration;

public sealed class NixConfTests
{
    private const string Key = "k-1:tLAEn+EeaBUJYqEpTd2yeerr7Ic6+0vWe+aXL/vYUpE=";

    [Fact]
    public void Comments_and_other_lines_are_passed_over() => Assert.Equal(
        [("a", "1 2"), ("b", "")], NixConf.Parse("# a comment\n a = 1 2 # more\n!include x\nb =\n"));

    [Fact]
    public void The_last_setting_counts_and_extra_ones_add()
    {
        Assert.Single(Keys([]));
        Assert.Equal([Key], Keys([("trusted-public-keys", "old"), ("trusted-public-keys", Key)]));
        Assert.Equal(2, Keys([("extra-trusted-public-keys", Key)]).Count);
    }

    [Fact]
    public void Substituters_are_those_of_nix()
    {
        Assert.Equal(["https://cache.nixos.org/"], new NixConf([]).Substituters);
        Assert.Equal(["a", "b", "c"], new NixConf([("substituters", "old"), ("substituters", "a b"), ("extra-substituters", "c")]).Substituters);
        Assert.Empty(new NixConf([("substitute", "true"), ("substituters", "a"), ("substitute", "false")]).Substituters);
        Assert.Equal((true, false), (new NixConf([]).RequireSignatures, new NixConf([("require-sigs", "false")]).RequireSignatures));
    }

    [Fact]
    public void Files_and_the_environment_are_read_in_the_order_of_nix()
    {
        using TempFolder folder = new();
        Directory.CreateDirectory(folder["etc"]);
        File.WriteAllText(folder["etc/nix.conf"], "trusted-public-keys = not-a-key\n");
        NixConf conf = NixConf.OfProcess(name => name switch
        {
            "NIX_CONF_DIR" => folder["etc"],
            "NIX_CONFIG" => $"trusted-public-keys = {Key}",
            _ => null,
        });
        conf.TrustedKeys([]);
    }

    private static List<string> Keys(List<(string, string)> settings) => [.. new NixConf(settings).KeyTexts([])];

    [Theory]
    [InlineData("", false, true)]
    [InlineData("keep-outputs = true\nkeep-derivations = false", true, false)]
    [InlineData("gc-keep-outputs = true\ngc-keep-derivations = no", true, false)]
    [InlineData("keep-outputs = true\nkeep-outputs = false", false, true)]
    [InlineData("keep-outputs = perhaps", false, true)]
    public void What_collecting_keeps_is_read(string text, bool outputs, bool derivations) =>
        Assert.Equal(new KeepRules(outputs, derivations), new NixConf([.. NixConf.Parse(text)]).KeepRules);

    [Fact]
    public void Sharing_files_at_once_must_be_wanted()
    {
        Assert.False(new NixConf([]).AutoOptimiseStore);
        Assert.True(new NixConf([("auto-optimise-store", "true")]).AutoOptimiseStore);
    }
}
