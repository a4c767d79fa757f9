namespace Clu.Nix.Derivations;

/// <summary>The outputs of a derivation that another one needs.</summary>
/// <param name="Names">Those that are needed themselves, each once.</param>
/// <param name="Dynamic">Those that are derivations in turn, of which outputs are needed; empty but for dynamic derivations.</param>
public sealed record OutputSelection(IReadOnlyList<string> Names, IReadOnlyList<DynamicOutput> Dynamic)
{
    /// <summary>Plain outputs.</summary>
    public OutputSelection(params IReadOnlyList<string> names)
        : this(names, [])
    {
    }

    internal OutputSelection Sorted() => new(
        [.. Names.Order(StringComparer.Ordinal)],
        [.. Dynamic.OrderBy(output => output.Name, StringComparer.Ordinal).Select(output => output with { Outputs = output.Outputs.Sorted() })]);
}
