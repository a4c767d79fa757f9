using System.Text;
using Clu.Binary;
using Clu.Nix.ContentAddresses;
using Clu.Nix.Derivations;
using Clu.Nix.Hashing;
using Clu.Nix.StorePaths;

namespace Clu.Nix.Tests.Derivations;

public class DerivationHasherTests
{
    private static readonly StorePath _input = StorePath.Parse(new string('0', 32) + "-input.drv");

    [Theory]
    [InlineData("", "it has none")]
    [InlineData("""("a","","",""),("b","","r:sha256","")""", "several kinds")]
    [InlineData("""("out","","sha256",""),("b","","sha256","impure")""", "several kinds")]
    public void Outputs_of_several_kinds_do_not_go_together(string outputs, string why)
    {
        CluException e = Assert.Throws<CluException>(() => Hasher().OutputPaths(Read(outputs)));
        Assert.Equal("CLU0110", e.Code);
        Assert.Contains(why, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_fixed_output_of_another_name_is_refused()
    {
        Hash hash = Hash.Of(HashAlgorithm.Sha256, []);
        Derivation derivation = Read("""("out","","","")""") with { Outputs = [new FixedOutput("dev", new(ContentAddressMethod.Nar, hash))] };
        Assert.Equal("CLU0110", Assert.Throws<CluException>(() => Hasher().OutputPaths(derivation)).Code);
    }

    [Fact]
    public void A_circle_of_inputs_is_refused()
    {
        Derivation circle = Read("""("out","","","")""", $"""("/nix/store/{_input}",["out"])""");
        CluException e = Assert.Throws<CluException>(() => new DerivationHasher(_ => circle).OutputPaths(circle));
        Assert.Equal("CLU0111", e.Code);
    }

    [Fact]
    public void An_input_must_have_the_outputs_that_are_needed()
    {
        Derivation input = Read("""("out","","","")""");
        Derivation user = Read("""("out","","","")""", $"""("/nix/store/{_input}",["dev","out"])""");
        CluException e = Assert.Throws<CluException>(() => new DerivationHasher(_ => input).OutputPaths(user));
        Assert.Equal("CLU0111", e.Code);
        Assert.Contains("'dev'", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Inputs_may_be_a_hundred_thousand_deep_and_each_is_found_once()
    {
        const int Depth = 100_000;
        int asked = 0;
        StorePath top = At(Depth);
        Derivation user = Read("""("out","","","")""", $"""("/nix/store/{top}",["out"])""");
        DerivationHasher hasher = new(path =>
        {
            asked++;
            int depth = int.Parse(path.Name[..^4], System.Globalization.CultureInfo.InvariantCulture);
            return Read("""("out","","","")""", depth == 0 ? "" : $"""("/nix/store/{At(depth - 1)}",["out"])""");
        });
        Assert.NotNull(Assert.Single(hasher.OutputPaths(user)));
        Assert.Equal(Depth + 1, asked);

        static StorePath At(int depth) => StorePath.Parse($"{new string('0', 32)}-{depth}.drv");
    }

    [Fact]
    public void How_a_fixed_output_is_got_does_not_matter()
    {
        Hash hash = Hash.Of(HashAlgorithm.Sha256, "x"u8);
        Derivation one = Read("""("out","","","")""") with { Outputs = [new FixedOutput("out", new(ContentAddressMethod.Flat, hash))] };
        Derivation other = one with { Builder = new DerivationString("another") };
        Derivation user = Read("""("out","","","")""", $"""("/nix/store/{_input}",["out"])""");
        Assert.Equal(new DerivationHasher(_ => one).OutputPaths(user), new DerivationHasher(_ => other).OutputPaths(user));
        Derivation changed = user with { Builder = new DerivationString("another") };
        Assert.NotEqual(new DerivationHasher(_ => one).OutputPaths(user), new DerivationHasher(_ => one).OutputPaths(changed));
    }

    private static DerivationHasher Hasher() => new(_ => throw new InvalidOperationException("there is no input"));

    private static Derivation Read(string outputs, string inputs = "") =>
        DerivationText.Read(Encoding.UTF8.GetBytes($"""Derive([{outputs}],[{inputs}],[],"s","b",[],[])"""), "x");
}
