using Clu.Nix.Listings;

namespace Clu.Fuzz.Targets;

/// <summary>What reads must write to a text that writes to itself.</summary>
public sealed class ListingTarget : IFuzzTarget
{
    public string Name => "listing";

    public IEnumerable<byte[]> Seeds() =>
    [
        """{"root":{"entries":{"a":{"executable":true,"narOffset":400,"size":5,"type":"regular"},"d":{"entries":{},"type":"directory"},"l":{"target":"a","type":"symlink"}},"type":"directory"},"version":1}"""u8.ToArray(),
        """{"version":1,"root":{"type":"regular","size":12,"narOffset":96}}"""u8.ToArray(),
    ];

    public void Run(ReadOnlySpan<byte> input)
    {
        byte[] once = Listing.Write(Listing.Read(input.ToArray()));
        if (!Listing.Write(Listing.Read(once)).AsSpan().SequenceEqual(once))
            throw new InvalidOperationException("writing is not stable");
    }
}
