using System.Text.Json;
using Clu.Nix.BuildResults;
using Clu.Nix.BuildTraces;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Nix.Tests.Fixtures;
using Clu.Nix.Tests.Wire;
using Clu.Nix.Wire;
using Clu.Nix.WorkerProtocol;

namespace Clu.Nix.Tests.WorkerProtocol;

/// <summary>What Nix's own tests read and write, read and written back, and refused when cut off at any byte.</summary>
public class WorkerFixtureTests
{
    private static readonly WorkerVersion _newest = new(38) { Features = [WorkerFeatures.RealisationWithPath] };

    [Theory]
    [InlineData("1.29", 29)]
    [InlineData("1.30", 30)]
    public void Derived_paths(string file, int minor)
    {
        JsonElement json = Json($"derived-path-{file}");
        WorkerVersion version = new(minor);
        DerivedPath[] read = ProtocolValues.RoundTrip(
            Find($"derived-path-{file}.bin"), reader => Many(json.GetArrayLength(), () => WorkerDerivedPath.Read(reader, version)),
            (writer, all) => Array.ForEach(all, one => WorkerDerivedPath.Write(writer, one, version)));
        Assert.Equal(json.EnumerateArray().Select(Path), read.Select(one => one.Outputs is null ? one.Path.BaseName : $"{one.Path} {string.Join(' ', one.Outputs)}"));

        static string Path(JsonElement one) => one.ValueKind == JsonValueKind.String
            ? one.GetString()!
            : $"{one.GetProperty("drvPath").GetString()} {string.Join(' ', one.GetProperty("outputs").EnumerateArray().Select(output => output.GetString()))}";
    }

    [Fact]
    public void A_derivation_itself_cannot_be_asked_for_in_old_versions() => Assert.Throws<InvalidOperationException>(() => ProtocolValues.Write(writer =>
        WorkerDerivedPath.Write(writer, new DerivedPath(StorePath.Parse("g1w7hy3qg1w7hy3qg1w7hy3qg1w7hy3q-foo.drv"), null), new WorkerVersion(29))));

    [Theory]
    [InlineData("1.27", 27, false)]
    [InlineData("1.28", 28, false)]
    [InlineData("1.29", 29, false)]
    [InlineData("1.29-compat", 29, false)]
    [InlineData("1.37", 37, false)]
    [InlineData("realisation-with-path-not-hash", 38, true)]
    public void Build_results(string file, int minor, bool withPaths)
    {
        JsonElement json = Json($"build-result-{file}");
        WorkerVersion version = withPaths ? _newest : new WorkerVersion(minor);
        WorkerBuildResult[] read = ProtocolValues.RoundTrip(
            Find($"build-result-{file}.bin"), reader => Many(3, () => WorkerBuildResult.Read(reader, version)), (writer, all) => Array.ForEach(all, one => one.Write(writer, version)));
        for (int i = 0; i < read.Length; i++)
            AssertIs(json[i], read[i]);
        if (minor >= 28)
        {
            string[] outputs = [.. read[2].Result.Outputs.Select(output => $"{output.Name} {output.Path}"), .. read[2].Result.Realisations.Select(one => $"{one.Id.Output} {one.Path}")];
            Assert.Equal(json[2].GetProperty("builtOutputs").EnumerateObject().Select(output => $"{output.Name} {output.Value.GetProperty("outPath").GetString()}"), outputs);
        }
    }

    [Fact]
    public void Build_results_with_what_was_built()
    {
        WorkerVersion version = new(29);
        (DerivedPath Path, WorkerBuildResult Result)[] read = ProtocolValues.RoundTrip(
            Find("keyed-build-result-1.29.bin"),
            reader => Many(2, () => (WorkerDerivedPath.Read(reader, version), WorkerBuildResult.Read(reader, version))),
            (writer, all) => Array.ForEach(all, one =>
            {
                WorkerDerivedPath.Write(writer, one.Item1, version);
                one.Item2.Write(writer, version);
            }));
        JsonElement json = Json("keyed-build-result-1.29");
        Assert.Equal(json[0].GetProperty("path").GetString(), read[0].Path.Path.BaseName);
        Assert.Equal(["out"], read[1].Path.Outputs);
        AssertIs(json[0], read[0].Result);
        AssertIs(json[1], read[1].Result);
    }

    [Theory]
    [InlineData("unkeyed-valid-path-info-1.15", 15)]
    [InlineData("valid-path-info-1.15", 15)]
    [InlineData("valid-path-info-1.16", 16)]
    public void Path_infos(string file, int minor)
    {
        JsonElement json = Json(file);
        WorkerVersion version = new(minor);
        bool unkeyed = file.StartsWith("unkeyed", StringComparison.Ordinal);
        StorePath some = StorePath.Parse("g1w7hy3qg1w7hy3qg1w7hy3qg1w7hy3q-bar");
        StoreObjectInfo[] read = ProtocolValues.RoundTrip(
            Find($"{file}.bin"),
            reader => Many(json.GetArrayLength(), () => unkeyed ? WorkerPathInfo.Read(reader, some, version) : WorkerPathInfo.Read(reader, version)),
            (writer, all) => Array.ForEach(all, info =>
            {
                if (unkeyed)
                    WorkerPathInfo.WriteUnkeyed(writer, info, version);
                else
                    WorkerPathInfo.Write(writer, info, version);
            }));
        for (int i = 0; i < read.Length; i++)
        {
            if (!unkeyed)
                Assert.Equal(json[i].GetProperty("path").GetString(), read[i].Path.BaseName);
            (StoreObjectInfo expected, _) = StoreObjectJson.Read(read[i].Path, json[i]);
            Assert.Equal(Facts(expected), Facts(read[i]));
        }

        static string Facts(StoreObjectInfo info) =>
            $"{info.NarHash} {info.NarSize} {string.Join(',', info.References)} {info.Deriver} {info.ContentAddress} {string.Join(',', info.Signatures)} {info.RegistrationTime} {info.Ultimate}";
    }

    [Fact]
    public void Build_modes() => Assert.Equal(
        [BuildMode.Normal, BuildMode.Repair, BuildMode.Check],
        ProtocolValues.RoundTrip(
            Find("build-mode.bin"), reader => Many(3, () => (BuildMode)reader.Wire.Number((long)BuildMode.Check, "mode")), (writer, all) => Array.ForEach(all, mode => writer.Number((long)mode))));

    [Fact]
    public void Trust() => Assert.Equal(
        [DaemonTrust.Unknown, DaemonTrust.Trusted, DaemonTrust.NotTrusted],
        ProtocolValues.RoundTrip(
            Find("optional-trusted-flag.bin"), reader => Many(3, () => WorkerDaemonInfo.Trust(reader)), (writer, all) => Array.ForEach(all, trust => writer.Number((long)trust))));

    [Fact]
    public void Nothing_is_said_of_a_daemon_in_old_versions()
    {
        Assert.Empty(File.ReadAllBytes(Find("client-handshake-info_1_30.bin")));
        WorkerVersion version = new(30);
        DaemonInfo read = ProtocolValues.RoundTrip(
            Find("client-handshake-info_1_30.bin"), reader => WorkerDaemonInfo.Read(reader, version), (writer, info) => WorkerDaemonInfo.Write(writer, info, version));
        Assert.Equal(new DaemonInfo(null, DaemonTrust.Unknown), read);
    }

    [Theory]
    [InlineData("1_33", 33, DaemonTrust.Unknown, DaemonTrust.Unknown)]
    [InlineData("1_35", 35, DaemonTrust.NotTrusted, DaemonTrust.Trusted)]
    public void What_is_said_of_a_daemon(string file, int minor, DaemonTrust first, DaemonTrust second)
    {
        WorkerVersion version = new(minor);
        DaemonInfo[] read = ProtocolValues.RoundTrip(
            Find($"client-handshake-info_{file}.bin"), reader => Many(2, () => WorkerDaemonInfo.Read(reader, version)),
            (writer, all) => Array.ForEach(all, info => WorkerDaemonInfo.Write(writer, info, version)));
        Assert.Equal([new DaemonInfo("foo", first), new DaemonInfo("bar", second)], read);
    }

    [Fact]
    public void Outputs_of_derivations_by_path()
    {
        (StorePath Path, string Output)[] read = ProtocolValues.RoundTrip(
            Find("drv-output-realisation-with-path-not-hash.bin"), reader => Many(2, () => (reader.StorePath("derivation"), reader.OutputName())),
            (writer, all) => Array.ForEach(all, one =>
            {
                writer.StorePath(one.Item1);
                writer.Text(one.Item2);
            }));
        Assert.Equal(
            Json("drv-output-realisation-with-path-not-hash").EnumerateArray().Select(one => (one.GetProperty("drvPath").GetString(), one.GetProperty("outputName").GetString())),
            read.Select(one => ((string?)one.Path.BaseName, (string?)one.Output)));
    }

    [Fact]
    public void Build_traces()
    {
        BuildTraceEntry read = ProtocolValues.RoundTrip(
            Find("realisation-realisation-with-path-not-hash.bin"), reader => reader.TraceEntry(), (writer, entry) => writer.TraceEntry(entry));
        Assert.Equal(BuildTraceEntry.Parse(File.ReadAllBytes(Find("realisation-realisation-with-path-not-hash.json"))).ToJson(), read.ToJson());
        var unkeyed = ProtocolValues.RoundTrip(
            Find("unkeyed-realisation-realisation-with-path-not-hash.bin"), reader => reader.Trace(), (writer, trace) => writer.Trace(trace.Path, trace.Signatures));
        Assert.Equal((read.Path, 2), (unkeyed.Path, unkeyed.Signatures.Count));
    }

    private static void AssertIs(JsonElement json, WorkerBuildResult read)
    {
        Assert.Equal(json.GetProperty("status").GetString(), read.Result.Status.ToString());
        Assert.Equal(json.GetProperty("timesBuilt").GetInt64(), read.Result.TimesBuilt);
        Assert.Equal(json.GetProperty("startTime").GetInt64(), read.Result.StartTime);
        Assert.Equal(json.GetProperty("stopTime").GetInt64(), read.Result.StopTime);
        Assert.Equal(json.TryGetProperty("errorMsg", out JsonElement message) ? message.GetString() : "", read.Result.Message);
        Assert.Equal(json.TryGetProperty("isNonDeterministic", out JsonElement flag) && flag.GetBoolean(), read.Result.NonDeterministic);
        Assert.Equal(json.TryGetProperty("cpuUser", out JsonElement user) ? user.GetInt64() : null, read.UserTime);
        Assert.Equal(json.TryGetProperty("cpuSystem", out JsonElement system) ? system.GetInt64() : null, read.SystemTime);
    }

    private static string Find(string file) => Vectors.Find("nix-libstore-data", "worker-protocol", file);

    private static JsonElement Json(string name) => JsonDocument.Parse(File.ReadAllText(Find($"{name}.json"))).RootElement;

    private static T[] Many<T>(int count, Func<T> read) => [.. Enumerable.Range(0, count).Select(_ => read())];
}
