using Clu.Nix.BinaryCaches;

namespace Clu.Fuzz.Targets;

/// <summary>What reads must write to a text that reads the same.</summary>
public sealed class CacheInfoTarget : IFuzzTarget
{
    public string Name => "nix-cache-info";

    public IEnumerable<byte[]> Seeds() => ["StoreDir: /nix/store\nWantMassQuery: 1\nPriority: 40\n"u8.ToArray()];

    public void Run(ReadOnlySpan<byte> input)
    {
        CacheInfo info = CacheInfo.Parse(input);
        if (CacheInfo.Parse(info.ToBytes()) != info)
            throw new InvalidOperationException("writing loses something");
    }
}
