using Clu.Binary;
using Clu.Nix.Flakes;

namespace Clu.Fuzz.Targets;

/// <summary>What reads must write to a text that writes to itself.</summary>
public sealed class FlakeLockTarget : IFuzzTarget
{
    public string Name => "flake-lock";

    public IEnumerable<byte[]> Seeds() =>
    [
        """{"nodes":{"a":{"flake":false,"locked":{"lastModified":1,"path":"/a","type":"path"},"original":{"path":"/a","type":"path"}},"root":{"inputs":{"a":"a","b":["a"]}}},"root":"root","version":7}"""u8.ToArray(),
        """{"nodes":{"a":{"inputs":{"b":"b"},"locked":{"narHash":"sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=","type":"git"}},"b":{"inputs":{"a":["c"]},"locked":{"path":"./b","type":"path"}},"root":{"inputs":{"a":"a","c":["a","b"]}}},"root":"root","version":7}"""u8.ToArray(),
    ];

    public void Run(ReadOnlySpan<byte> input)
    {
        FlakeLock locked = FlakeLock.Parse(input.ToArray());
        byte[] once = locked.ToBytes();
        if (!FlakeLock.Parse(once).ToBytes().AsSpan().SequenceEqual(once))
            throw new InvalidOperationException("writing is not stable");
        FindInputs(locked);
    }

    private static void FindInputs(FlakeLock locked)
    {
        try
        {
            // Each object once, whatever leads to what.
            if (FlakeInputs.Of(locked).DistinctBy(found => found.Path).Count() != FlakeInputs.Of(locked).Count)
                throw new InvalidOperationException("an input comes twice");
            _ = FlakeInputs.Direct(locked);
        }
        catch (MalformedDataException)
        {
            // An input without a hash is no object of a store; the lock is sound all the same.
        }
    }
}
