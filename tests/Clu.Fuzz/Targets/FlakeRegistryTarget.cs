using Clu.Nix.Flakes;

namespace Clu.Fuzz.Targets;

/// <summary>What reads must write to a text that writes to itself.</summary>
public sealed class FlakeRegistryTarget : IFuzzTarget
{
    public string Name => "flake-registry";

    public IEnumerable<byte[]> Seeds() =>
    [
        """{"flakes":[{"exact":true,"from":{"id":"a","type":"indirect"},"to":{"path":"/a","type":"path"}}],"version":2}"""u8.ToArray(),
    ];

    public void Run(ReadOnlySpan<byte> input)
    {
        byte[] once = FlakeRegistry.Parse(input.ToArray()).ToBytes();
        if (!FlakeRegistry.Parse(once).ToBytes().AsSpan().SequenceEqual(once))
            throw new InvalidOperationException("writing is not stable");
    }
}
