using System.Text.Json;
using Clu.Nix.BuildTraces;
using Clu.Nix.ContentAddresses;
using Clu.Nix.StorePaths;
using Clu.Nix.Tests.Fixtures;
using Clu.Nix.Wire;

namespace Clu.Nix.Tests.Wire;

/// <summary>What Nix's own tests read and write in both protocols.</summary>
public class CommonProtocolTests
{
    public static TheoryData<string> Folders => ["common-protocol", "serve-protocol", "worker-protocol"];

    [Theory]
    [MemberData(nameof(Folders))]
    public void Strings(string folder)
    {
        string[] read = ProtocolValues.RoundTrip(Find(folder, "string.bin"), reader => Five(() => reader.Text("string")), (writer, all) => Array.ForEach(all, writer.Text));
        Assert.Equal(["", "hi", "white rabbit", "大白兔", "oh no "], read.Select(text => text.TrimEnd('\0')));
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public void Store_paths(string folder)
    {
        StorePath[] read = ProtocolValues.RoundTrip(
            Find(folder, "store-path.bin"), reader => Two(() => reader.StorePath("path")), (writer, all) => Array.ForEach(all, writer.StorePath));
        Assert.Equal(Json(folder, "store-path").EnumerateArray().Select(path => path.GetString()), read.Select(path => path.BaseName));
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public void Optional_store_paths(string folder)
    {
        StorePath?[] read = ProtocolValues.RoundTrip(
            Find(folder, "optional-store-path.bin"), reader => Two(() => reader.OptionalStorePath("path")), (writer, all) => Array.ForEach(all, writer.OptionalStorePath));
        Assert.Equal(Json(folder, "optional-store-path").EnumerateArray().Select(path => path.GetString()), read.Select(path => path?.BaseName));
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public void Content_addresses(string folder)
    {
        ContentAddress[] read = ProtocolValues.RoundTrip(
            Find(folder, "content-address.bin"),
            reader => Enumerable.Range(0, 3).Select(_ => reader.ContentAddress("address")).ToArray(),
            (writer, all) => Array.ForEach(all, writer.ContentAddress));
        Assert.Equal([ContentAddressMethod.Text, ContentAddressMethod.Flat, ContentAddressMethod.Nar], read.Select(address => address.Method));
        Assert.Equal(Json(folder, "content-address").EnumerateArray().Select(address => address.GetProperty("hash").GetString()), read.Select(address => address.Hash.ToString()));
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public void Optional_content_addresses(string folder)
    {
        ContentAddress?[] read = ProtocolValues.RoundTrip(
            Find(folder, "optional-content-address.bin"), reader => Two(() => reader.OptionalContentAddress("address")), (writer, all) => Array.ForEach(all, writer.OptionalContentAddress));
        Assert.Null(read[0]);
        Assert.Equal(ContentAddressMethod.Flat, read[1]!.Method);
    }

    [Theory]
    [InlineData("common-protocol", "set")]
    [InlineData("serve-protocol", "set")]
    [InlineData("worker-protocol", "set")]
    [InlineData("worker-protocol", "vector")]
    [InlineData("common-protocol", "vector")]
    [InlineData("serve-protocol", "vector")]
    public void Lists_and_sets(string folder, string name)
    {
        (List<string>[] Plain, List<List<string>> Nested) read = ProtocolValues.RoundTrip(
            Find(folder, $"{name}.bin"),
            reader => (Enumerable.Range(0, 3).Select(_ => reader.Strings("text")).ToArray(), reader.List("list", () => reader.Strings("text"))),
            (writer, all) =>
            {
                Array.ForEach(all.Item1, Texts);
                writer.List(all.Item2, Texts);

                void Texts(List<string> texts)
                {
                    if (name == "set")
                        writer.StringSet(Enumerable.Reverse(texts));
                    else
                        writer.Strings(texts);
                }
            });
        JsonElement json = Json(folder, name);
        Assert.Equal(json[2].EnumerateArray().Select(text => text.GetString()), read.Plain[2]);
        Assert.Equal(json[3][2].EnumerateArray().Select(text => text.GetString()), read.Nested[2]);
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public void Outputs_of_derivations(string folder)
    {
        RealisationId[] read = ProtocolValues.RoundTrip(
            Find(folder, "drv-output.bin"), reader => Two(() => reader.RealisationId("id")), (writer, all) => Array.ForEach(all, writer.RealisationId));
        Assert.Equal(Json(folder, "drv-output").EnumerateArray().Select(id => id.GetString()), read.Select(id => id.ToString()));
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public void Realisations(string folder)
    {
        Realisation[] read = ProtocolValues.RoundTrip(
            Find(folder, "realisation.bin"), reader => Two(() => reader.Realisation("realisation")), (writer, all) => Array.ForEach(all, writer.Realisation));
        Assert.Equal([false, true], read.Select(realisation => realisation.StructuredSignatures));
        Assert.Equal(["asdf", "qwer"], read[1].Signatures!.Select(signature => signature.KeyName));
        Assert.Equal(Json(folder, "realisation")[1].GetProperty("outPath").GetString(), read[1].Path.BaseName);
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public void Realisations_with_dependencies(string folder)
    {
        Realisation read = ProtocolValues.RoundTrip(
            Find(folder, "realisation-with-deps.bin"), reader => reader.Realisation("realisation"), (writer, one) => writer.Realisation(one));
        Assert.Equal("quux", Assert.Single(read.Dependent!).Key.Output);
        Assert.Equal(["asdf", "qwer"], read.Signatures!.Select(signature => signature.KeyName));
    }

    private static string Find(string folder, string file) => Vectors.Find("nix-libstore-data", folder, file);

    private static JsonElement Json(string folder, string name) => JsonDocument.Parse(File.ReadAllText(Find(folder, $"{name}.json"))).RootElement;

    private static T[] Two<T>(Func<T> read) => [read(), read()];

    private static T[] Five<T>(Func<T> read) => [read(), read(), read(), read(), read()];
}
