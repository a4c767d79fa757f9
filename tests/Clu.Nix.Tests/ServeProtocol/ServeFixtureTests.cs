using System.Text.Json;
using Clu.Nix.BuildResults;
using Clu.Nix.BuildTraces;
using Clu.Nix.ServeProtocol;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Nix.Tests.Fixtures;
using Clu.Nix.Tests.Wire;
using Clu.Nix.Wire;

namespace Clu.Nix.Tests.ServeProtocol;

/// <summary>What Nix's own tests read and write in the serve protocol; values without a version are in <see cref="CommonProtocolTests"/>.</summary>
public class ServeFixtureTests
{
    private static readonly StorePath _any = StorePath.Parse("g1w7hy3qg1w7hy3qg1w7hy3qg1w7hy3q-any");

    [Fact]
    public void Every_file_of_the_folder_is_tested()
    {
        string[] versioned = [.. Directory.GetFiles(Vectors.Find("nix-libstore-data", "serve-protocol"), "*.bin")
            .Select(file => Path.GetFileNameWithoutExtension(file))
            .Where(name => name.Contains("2.", StringComparison.Ordinal) || name.StartsWith("handshake", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)];
        Assert.Equal(
            [
                "build-options-2.1", "build-options-2.2", "build-options-2.3", "build-options-2.7",
                "build-result-2.2", "build-result-2.3", "build-result-2.6", "build-result-2.7-compat", "build-result-2.8",
                "drv-output-2.8", "handshake-to-client", "realisation-2.8", "unkeyed-realisation-2.8",
                "unkeyed-valid-path-info-2.3", "unkeyed-valid-path-info-2.4",
            ],
            versioned);
    }

    [Theory]
    [InlineData("build-options-2.1", 1)]
    [InlineData("build-options-2.2", 2)]
    [InlineData("build-options-2.3", 3)]
    [InlineData("build-options-2.7", 7)]
    public void Build_options(string name, int minor)
    {
        ServeVersion version = new(minor);
        ServeBuildOptions read = ProtocolValues.RoundTrip(Find(name), reader => ServeBuildOptions.Read(reader, version), (writer, options) => options.Write(writer, version));
        Assert.Equal(5, read.MaxSilentTime);
        Assert.Equal(6, read.Timeout);
        Assert.Equal(minor >= 2 ? 7UL : 0, read.MaxLogSize);
        Assert.Equal(minor >= 3 ? 8 : 0, read.Repeats);
        Assert.Equal(minor >= 7, read.KeepFailed);
    }

    [Theory]
    [InlineData("build-result-2.2", 2)]
    [InlineData("build-result-2.3", 3)]
    [InlineData("build-result-2.6", 6)]
    [InlineData("build-result-2.7-compat", 7)]
    [InlineData("build-result-2.8", 8)]
    public void Build_results(string name, int minor)
    {
        ServeVersion version = new(minor);
        BuildResult[] read = ProtocolValues.RoundTrip(
            Find(name),
            reader => Enumerable.Range(0, 3).Select(_ => ServeBuildResult.Read(reader, version)).ToArray(),
            (writer, results) => Array.ForEach(results, result => ServeBuildResult.Write(writer, result, version)));
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(Path.ChangeExtension(Find(name), ".json").Replace("-2.7-compat", "-2.8", StringComparison.Ordinal)));
        Assert.Equal(["OutputRejected", "NotDeterministic", "Built"], read.Select(result => result.Status.ToString()));
        Assert.Equal("no idea why", read[1].Message);
        JsonElement built = json.RootElement[2];
        Assert.Equal(minor < 3 ? 0 : built.GetProperty("startTime").GetInt64(), read[2].StartTime);
        Assert.Equal(minor < 3 ? 0 : built.GetProperty("timesBuilt").GetInt64(), read[2].TimesBuilt);
        string[] outputs = minor < 6 ? [] : [.. built.GetProperty("builtOutputs").EnumerateObject().Select(output => $"{output.Name} {output.Value.GetProperty("outPath").GetString()}")];
        Assert.Equal(
            outputs,
            read[2].Outputs.Select(output => $"{output.Name} {output.Path}").Concat(read[2].Realisations.Select(output => $"{output.Id.Output} {output.Path}")));
    }

    [Theory]
    [InlineData("unkeyed-valid-path-info-2.3", 3)]
    [InlineData("unkeyed-valid-path-info-2.4", 4)]
    public void Path_infos(string name, int minor)
    {
        ServeVersion version = new(minor);
        StoreObjectInfo[] read = ProtocolValues.RoundTrip(
            Find(name),
            reader => new[] { ServePathInfo.Read(reader, _any, version), ServePathInfo.Read(reader, _any, version) },
            (writer, infos) => Array.ForEach(infos, info => ServePathInfo.Write(writer, info, version)));
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(Path.ChangeExtension(Find(name), ".json")));
        Assert.Equal(json.RootElement.EnumerateArray().Select(info => info.GetProperty("narHash").GetString()), read.Select(info => info.NarHash.ToString()));
        Assert.Equal(json.RootElement.EnumerateArray().Select(info => info.GetProperty("deriver").GetString()), read.Select(info => info.Deriver?.BaseName));
        Assert.Equal(json.RootElement.EnumerateArray().Select(info => info.GetProperty("narSize").GetInt64()), read.Select(info => info.NarSize));
        Assert.Equal(json.RootElement[1].GetProperty("references").EnumerateArray().Select(path => path.GetString()), read[1].References.Select(path => path.BaseName));
        Assert.Equal(json.RootElement[1].GetProperty("signatures").GetArrayLength(), read[1].Signatures.Count);
        Assert.Equal(minor >= 4, read[1].ContentAddress is not null);
    }

    [Fact]
    public void Build_trace_entries()
    {
        BuildTraceEntry read = ProtocolValues.RoundTrip(Find("realisation-2.8"), reader => reader.TraceEntry(), (writer, entry) => writer.TraceEntry(entry));
        Assert.Equal("baz", read.Output);
        var unkeyed = ProtocolValues.RoundTrip(Find("unkeyed-realisation-2.8"), reader => reader.Trace(), (writer, trace) => writer.Trace(trace.Path, trace.Signatures));
        Assert.Equal(read.Path, unkeyed.Path);
        Assert.Equal(["asdf", "qwer"], unkeyed.Signatures.Select(signature => signature.KeyName));
        var outputs = ProtocolValues.RoundTrip(
            Find("drv-output-2.8"),
            reader => new[] { (reader.StorePath("derivation"), reader.OutputName()), (reader.StorePath("derivation"), reader.OutputName()) },
            (writer, all) => Array.ForEach(all, output =>
            {
                writer.StorePath(output.Item1);
                writer.Text(output.Item2);
            }));
        Assert.Equal(["baz", "quux"], outputs.Select(output => output.Item2));
    }

    private static string Find(string name) => Vectors.Find("nix-libstore-data", "serve-protocol", $"{name}.bin");
}
