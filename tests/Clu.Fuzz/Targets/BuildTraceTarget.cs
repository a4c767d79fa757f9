using Clu.Nix.BuildTraces;

namespace Clu.Fuzz.Targets;

/// <summary>What reads must write to a text that writes to itself.</summary>
public sealed class BuildTraceTarget : IFuzzTarget
{
    public string Name => "build-trace";

    public IEnumerable<byte[]> Seeds() =>
    [
        """{"key":{"drvPath":"g1w7hy3qg1w7hy3qg1w7hy3qg1w7hy3q-bar.drv","outputName":"foo"},"value":{"outPath":"g1w7hy3qg1w7hy3qg1w7hy3qg1w7hy3q-foo","signatures":[]}}"""u8.ToArray(),
    ];

    public void Run(ReadOnlySpan<byte> input)
    {
        byte[] once = BuildTraceEntry.Parse(input.ToArray()).ToJson();
        if (!BuildTraceEntry.Parse(once).ToJson().AsSpan().SequenceEqual(once))
            throw new InvalidOperationException("writing is not stable");
    }
}
