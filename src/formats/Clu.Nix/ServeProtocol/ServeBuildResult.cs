using Clu.Binary;
using Clu.Nix.BuildResults;
using Clu.Nix.BuildTraces;
using Clu.Nix.Signatures;
using Clu.Nix.StorePaths;
using Clu.Nix.Wire;

namespace Clu.Nix.ServeProtocol;

/// <summary>The result of a build, by version.</summary>
internal static class ServeBuildResult
{
    public static BuildResult Read(ProtocolReader reader, ServeVersion version)
    {
        BuildResult result = new()
        {
            Status = (BuildStatus)reader.Wire.Number((long)BuildStatus.NoSubstituters, "status"),
            Message = reader.Message("message"),
            TimesBuilt = version.HasBuildTimes ? reader.Wire.Number(ServeLimits.MaxNumber, "times built") : 0,
            NonDeterministic = version.HasBuildTimes && reader.Wire.Bool("not deterministic"),
            StartTime = version.HasBuildTimes ? reader.Wire.Number(ServeLimits.MaxTime, "start time") : 0,
            StopTime = version.HasBuildTimes ? reader.Wire.Number(ServeLimits.MaxTime, "stop time") : 0,
        };
        return !version.HasBuiltOutputs ? result
            : version.HasPlainOutputs ? result with { Outputs = reader.List("output", () => Output(reader)) }
            : result with { Realisations = reader.List("output", () => Realisation(reader)) };
    }

    public static void Write(ProtocolWriter writer, BuildResult result, ServeVersion version)
    {
        writer.Number((long)result.Status);
        writer.Text(result.Message);
        if (version.HasBuildTimes)
        {
            writer.Number(result.TimesBuilt);
            writer.Bool(result.NonDeterministic);
            writer.Number(result.StartTime);
            writer.Number(result.StopTime);
        }

        if (version.HasPlainOutputs)
        {
            writer.List(result.Outputs, output =>
            {
                writer.Text(output.Name);
                writer.Trace(output.Path, output.Signatures);
            });
        }
        else if (version.HasBuiltOutputs)
        {
            writer.List(result.Realisations, realisation =>
            {
                writer.RealisationId(realisation.Id);
                writer.Realisation(realisation);
            });
        }
    }

    private static BuiltOutput Output(ProtocolReader reader)
    {
        string name = reader.OutputName();
        (StorePath path, IReadOnlyList<Signature> signatures) = reader.Trace();
        return new BuiltOutput(name, path, signatures);
    }

    private static Realisation Realisation(ProtocolReader reader)
    {
        RealisationId id = reader.RealisationId("output");
        long at = reader.Wire.Offset;
        Realisation realisation = reader.Realisation("realisation");
        return realisation.Id == id
            ? realisation
            : throw reader.Wire.Malformed(at, "realisation", MalformedReason.Inconsistent, $"one of {id}", $"one of {realisation.Id}");
    }
}
