using Clu.Nix.Bundles;

namespace Clu.Fuzz.Targets;

/// <summary>What reads must be the text that its list writes.</summary>
public sealed class BundlePartsTarget : IFuzzTarget
{
    public string Name => "bundle-parts";

    public IEnumerable<byte[]> Seeds() =>
    [
        """
        # clu bundle in parts, version 1; cat joins them
        # size 1048577, each 1048576
        # head de2f256064a0af797747c2b97505dc0b9f3df0de4f489eac731c23ae9ca9cc31
        30e14955ebf1352266dc2ff8067e68104607e750abb9d3b36582b8af909fcb58  u.001
        # head 6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d
        6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d  u.002

        """u8.ToArray(),
    ];

    public void Run(ReadOnlySpan<byte> input)
    {
        BundleParts parts = BundlePartsText.Read(input);
        if (!BundlePartsText.Write(parts).AsSpan().SequenceEqual(input) || parts.Parts.Sum(part => part.Length) != parts.Size)
            throw new InvalidOperationException("another text has this list too");
    }
}
