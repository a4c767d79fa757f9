using Clu.Nix.Flakes;

namespace Clu.Fuzz.Targets;

/// <summary>What reads must write to a text that writes to itself.</summary>
public sealed class FlakeLockTarget : IFuzzTarget
{
    public string Name => "flake-lock";

    public IEnumerable<byte[]> Seeds() =>
    [
        """{"nodes":{"a":{"flake":false,"locked":{"lastModified":1,"path":"/a","type":"path"},"original":{"path":"/a","type":"path"}},"root":{"inputs":{"a":"a","b":["a"]}}},"root":"root","version":7}"""u8.ToArray(),
    ];

    public void Run(ReadOnlySpan<byte> input)
    {
        byte[] once = FlakeLock.Parse(input.ToArray()).ToBytes();
        if (!FlakeLock.Parse(once).ToBytes().AsSpan().SequenceEqual(once))
            throw new InvalidOperationException("writing is not stable");
    }
}
