using Clu.Binary;
using Clu.Nix.BuildTraces;
using Clu.Nix.Signatures;
using Clu.Nix.StorePaths;
using Clu.Nix.Wire;

namespace Clu.Nix.BuildResults;

/// <summary>The outputs in a build result, which the worker and the serve protocol write alike: newer versions by name and path, older ones as realisations.</summary>
internal static class BuildOutputsWire
{
    public static IReadOnlyList<BuiltOutput> ReadOutputs(ProtocolReader reader) => reader.List("output", () =>
    {
        string name = reader.OutputName();
        (StorePath path, IReadOnlyList<Signature> signatures) = reader.Trace();
        return new BuiltOutput(name, path, signatures);
    });

    public static IReadOnlyList<Realisation> ReadRealisations(ProtocolReader reader) => reader.List("output", () =>
    {
        RealisationId id = reader.RealisationId("output");
        long at = reader.Wire.Offset;
        Realisation realisation = reader.Realisation("realisation");
        return realisation.Id == id
            ? realisation
            : throw reader.Wire.Malformed(at, "realisation", MalformedReason.Inconsistent, $"one of {id}", $"one of {realisation.Id}");
    });

    public static void WriteOutputs(ProtocolWriter writer, IReadOnlyList<BuiltOutput> outputs) => writer.List(outputs, output =>
    {
        writer.Text(output.Name);
        writer.Trace(output.Path, output.Signatures);
    });

    public static void WriteRealisations(ProtocolWriter writer, IReadOnlyList<Realisation> realisations) => writer.List(realisations, realisation =>
    {
        writer.RealisationId(realisation.Id);
        writer.Realisation(realisation);
    });
}
