using Clu.Nix.Derivations;

namespace Clu.Fuzz.Targets;

/// <summary>What reads must write to a text that writes to itself, and go through an ATerm unchanged.</summary>
public sealed class DerivationJsonTarget : IFuzzTarget
{
    public string Name => "derivation-json";

    public IEnumerable<byte[]> Seeds() => DerivationSeeds.All().Select(derivation => DerivationJson.Write(derivation));

    public void Run(ReadOnlySpan<byte> input)
    {
        Derivation derivation = DerivationJson.Read(input.ToArray());
        byte[] once = DerivationJson.Write(derivation);
        Derivation again = DerivationText.Read(DerivationText.Write(DerivationJson.Read(once)), derivation.Name);
        if (!DerivationJson.Write(again).AsSpan().SequenceEqual(once))
            throw new InvalidOperationException("writing is not stable");
    }
}
