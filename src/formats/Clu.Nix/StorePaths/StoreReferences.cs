namespace Clu.Nix.StorePaths;

/// <summary>The store objects that one object needs.</summary>
/// <param name="Others">Other objects; any order, sorted where it matters.</param>
/// <param name="Self">Whether the object names its own path.</param>
public sealed record StoreReferences(IReadOnlyCollection<StorePath> Others, bool Self = false)
{
    /// <summary>No reference at all.</summary>
    public static StoreReferences None { get; } = new([]);
}
