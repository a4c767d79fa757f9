using Clu.Nix.Derivations;

namespace Clu.Fuzz.Targets;

/// <summary>What reads must write to the same bytes.</summary>
public sealed class DerivationTarget : IFuzzTarget
{
    private const string Any = "x";

    public string Name => "derivation";

    // The name is not in the text, but the paths of fixed outputs hold it.
    public IEnumerable<byte[]> Seeds() => DerivationSeeds.All().Select(derivation => DerivationText.Write(derivation with { Name = Any }));

    public void Run(ReadOnlySpan<byte> input)
    {
        Derivation derivation = DerivationText.Read(input, Any);
        if (!input.SequenceEqual(DerivationText.Write(derivation)))
            throw new InvalidOperationException("other bytes are written");
    }
}
