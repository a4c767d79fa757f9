using Clu.Nix.BuildResults;
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
            : version.HasPlainOutputs ? result with { Outputs = BuildOutputsWire.ReadOutputs(reader) }
            : result with { Realisations = BuildOutputsWire.ReadRealisations(reader) };
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
            BuildOutputsWire.WriteOutputs(writer, result.Outputs);
        else if (version.HasBuiltOutputs)
            BuildOutputsWire.WriteRealisations(writer, result.Realisations);
    }
}
