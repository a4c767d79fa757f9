using Clu.Nix.Hashing;
using Clu.Testing;

namespace Clu.Conformance.Tests.NixFormats;

/// <summary>Hashes and their digits, judged by Nix.</summary>
public class HashConformanceTests
{
    [Theory]
    [InlineData(HashAlgorithm.Md5)]
    [InlineData(HashAlgorithm.Sha1)]
    [InlineData(HashAlgorithm.Sha256)]
    [InlineData(HashAlgorithm.Sha512)]
    public void Hashes_are_those_of_nix_in_every_form(HashAlgorithm algorithm)
    {
        using TempFolder folder = new();
        foreach (int length in (int[])[0, 1, 55, 56, 64, 100_000])
        {
            byte[] content = [.. Enumerable.Range(0, length).Select(i => (byte)(i * 7))];
            File.WriteAllBytes(folder["file"], content);
            Hash flat = Hash.Of(algorithm, content);
            Hash archive = Hash.Of(algorithm, NixTree.Dump(folder["file"]));

            Assert.Equal(NixHash("--type", algorithm.Label(), "--flat", folder["file"]), flat.Digits(HashEncoding.Base16));
            Assert.Equal(NixHash("--type", algorithm.Label(), "--flat", "--base32", folder["file"]), flat.Digits(HashEncoding.Nix32));
            Assert.Equal(NixHash("--type", algorithm.Label(), folder["file"]), archive.Digits(HashEncoding.Base16));
            Assert.Equal(NixHash("--type", algorithm.Label(), "--base32", folder["file"]), archive.Digits(HashEncoding.Nix32));
            Assert.Equal(NixHash("--type", algorithm.Label(), "--to-base16", flat.Digits(HashEncoding.Nix32)), flat.Digits(HashEncoding.Base16));
            Assert.Equal(ToSri(algorithm, flat.Digits(HashEncoding.Base16)), flat.Format(HashEncoding.Sri));
            Assert.Equal(ToSri(algorithm, flat.Digits(HashEncoding.Nix32)), flat.Format(HashEncoding.Sri));
            Assert.Equal(ToSri(algorithm, flat.Digits(HashEncoding.Base64)), flat.Format(HashEncoding.Sri));
        }
    }

    // The last digit has bits that no byte holds; the last text lacks the padding that only an SRI hash may lack.
    [Theory]
    [InlineData("sha256-syceJMUEknBDCHK8eGs6rUU3IQn+HnQfURfCrDxYPa9=")]
    [InlineData("sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0")]
    [InlineData("sha256:ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=")]
    [InlineData("sha256:ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0")]
    [InlineData("sha256:BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD")]
    [InlineData("SHA256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")]
    [InlineData("sha256:zb8m03r63zqhnjf7l5wnldhh7c134ap5vpj0850ymkq1iyzicy5s")]
    [InlineData("sha256:eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee")]
    public void Odd_hashes_are_read_exactly_where_nix_reads_them(string text)
    {
        ToolResult nix = Tool.Run("nix", "--extra-experimental-features", "nix-command", "hash", "to-sri", text);
        Assert.Equal(nix.ExitCode == 0, Hash.TryParse(text, out Hash hash));
        if (nix.ExitCode == 0)
            Assert.Equal(nix.Output.Trim(), hash.ToString());
    }

    private static string NixHash(params string[] arguments) => Tool.Run("nix-hash", arguments).Succeeded().Output.Trim();

    private static string ToSri(HashAlgorithm algorithm, string digits) =>
        Tool.Run("nix", "--extra-experimental-features", "nix-command", "hash", "to-sri", "--type", algorithm.Label(), digits).Succeeded().Output.Trim();
}
