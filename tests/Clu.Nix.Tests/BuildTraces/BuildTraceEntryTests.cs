using System.Text;
using System.Text.Json;
using Clu.Binary;
using Clu.Nix.BuildTraces;
using Clu.Nix.Signatures;
using Clu.Nix.Tests.Fixtures;

namespace Clu.Nix.Tests.BuildTraces;

public class BuildTraceEntryTests
{
    private const string Golden =
        """{"key":{"drvPath":"g1w7hy3qg1w7hy3qg1w7hy3qg1w7hy3q-bar.drv","outputName":"foo"},"value":{"outPath":"g1w7hy3qg1w7hy3qg1w7hy3qg1w7hy3q-foo","signatures":[]}}""";

    [Fact]
    public void An_entry_reads_and_writes_back_the_same() => Assert.Equal(Golden, Encoding.UTF8.GetString(Read(Golden).ToJson()));

    [Theory]
    [InlineData("simple")]
    [InlineData("with-signature")]
    public void Entries_of_nix_write_back_the_same_and_have_its_fingerprint(string name)
    {
        string text = File.ReadAllText(Vectors.Find("nix-libstore-data", "realisation", $"{name}.json"));
        BuildTraceEntry entry = Read(text);
        using JsonDocument document = JsonDocument.Parse(text);
        Assert.Equal(JsonSerializer.Serialize(document.RootElement), JsonSerializer.Serialize(JsonDocument.Parse(entry.ToJson()).RootElement));
        Assert.Equal(File.ReadAllText(Vectors.Find("nix-libstore-data", "realisation", $"{name}-fingerprint.txt")).TrimEnd('\n'), entry.Fingerprint);
    }

    [Fact]
    public void Signatures_may_be_text()
    {
        BuildTraceEntry entry = Read(File.ReadAllText(Vectors.Find("nix-libstore-data", "realisation", "with-signature-unstructured.json")));
        Assert.Equal("asdf", Assert.Single(entry.Signatures).KeyName);
    }

    [Fact]
    public void What_is_signed_is_the_entry_without_signatures()
    {
        using SecretKey key = SecretKey.Create("k-1", new byte[32]);
        BuildTraceEntry entry = Read(Golden);
        BuildTraceEntry signed = entry with { Signatures = [key.Sign(entry.Fingerprint)] };
        Assert.True(key.PublicKey.Verifies(signed.Fingerprint, signed.Signatures[0]));
        Assert.Equal(signed.Signatures, Read(Encoding.UTF8.GetString(signed.ToJson())).Signatures);
    }

    [Fact]
    public void An_entry_cut_off_at_any_byte_is_refused()
    {
        for (int length = 0; length < Golden.Length; length++)
            Assert.Throws<MalformedDataException>(() => Read(Golden[..length]));
        Assert.Throws<MalformedDataException>(() => Read(Golden + "}"));
    }

    [Theory]
    [InlineData("bar.drv", "bar/../drv")]
    [InlineData("\"foo\"}", "null}")]
    [InlineData("[]", "[1]")]
    [InlineData("[]", "[\"a:b\"]")]
    [InlineData("outPath", "path")]
    public void Other_json_is_refused(string from, string to) =>
        Assert.Throws<MalformedDataException>(() => Read(Golden.Replace(from, to, StringComparison.Ordinal)));

    private static BuildTraceEntry Read(string text) => BuildTraceEntry.Parse(Encoding.UTF8.GetBytes(text));
}
