using Clu.Nix.BuildResults;
using Clu.Nix.Wire;

namespace Clu.Nix.WorkerProtocol;

/// <summary>How the build of one derivation went, as a daemon tells it.</summary>
/// <param name="Result">What the serve protocol tells, too.</param>
/// <param name="UserTime">Processor time of the build in microseconds; null where it is not known, as before 1.37.</param>
/// <param name="SystemTime">The same of the kernel.</param>
public sealed record WorkerBuildResult(BuildResult Result, long? UserTime, long? SystemTime)
{
    private const int FirstWithOutputs = 28;
    private const int FirstWithTimes = 29;
    private const int FirstWithProcessorTime = 37;

    internal static WorkerBuildResult Read(ProtocolReader reader, WorkerVersion version)
    {
        BuildResult result = new()
        {
            Status = (BuildStatus)reader.Wire.Number((long)BuildStatus.NoSubstituters, "status"),
            Message = reader.Message("message"),
        };
        if (version.Has(FirstWithTimes))
        {
            result = result with
            {
                TimesBuilt = reader.Wire.Number(int.MaxValue, "times built"),
                NonDeterministic = reader.Wire.Bool("not deterministic"),
                StartTime = reader.Wire.Number(long.MaxValue, "start time"),
                StopTime = reader.Wire.Number(long.MaxValue, "stop time"),
            };
        }

        long? user = version.Has(FirstWithProcessorTime) ? ProcessorTime(reader) : null;
        long? system = version.Has(FirstWithProcessorTime) ? ProcessorTime(reader) : null;
        if (version.Has(WorkerFeatures.RealisationWithPath))
            result = result with { Outputs = BuildOutputsWire.ReadOutputs(reader) };
        else if (version.Has(FirstWithOutputs))
            result = result with { Realisations = BuildOutputsWire.ReadRealisations(reader) };
        return new WorkerBuildResult(result, user, system);
    }

    internal void Write(ProtocolWriter writer, WorkerVersion version)
    {
        writer.Number((long)Result.Status);
        writer.Text(Result.Message);
        if (version.Has(FirstWithTimes))
        {
            writer.Number(Result.TimesBuilt);
            writer.Bool(Result.NonDeterministic);
            writer.Number(Result.StartTime);
            writer.Number(Result.StopTime);
        }

        if (version.Has(FirstWithProcessorTime))
        {
            WriteTime(writer, UserTime);
            WriteTime(writer, SystemTime);
        }

        if (version.Has(WorkerFeatures.RealisationWithPath))
            BuildOutputsWire.WriteOutputs(writer, Result.Outputs);
        else if (version.Has(FirstWithOutputs))
            BuildOutputsWire.WriteRealisations(writer, Result.Realisations);
    }

    private static long? ProcessorTime(ProtocolReader reader) =>
        reader.Wire.Bool("whether a processor time follows") ? reader.Wire.Number(long.MaxValue, "processor time") : null;

    private static void WriteTime(ProtocolWriter writer, long? time)
    {
        writer.Bool(time is not null);
        if (time is { } known)
            writer.Number(known);
    }
}
