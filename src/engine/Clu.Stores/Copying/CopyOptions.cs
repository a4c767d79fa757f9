using Clu.Nix.Signatures;
using Clu.Nix.StoreObjects;

namespace Clu.Stores.Copying;

/// <summary>How a closure is copied.</summary>
public sealed record CopyOptions
{
    /// <summary>With all that the paths refer to.</summary>
    public bool Recursive { get; init; } = true;

    /// <summary>Whether a store that requires signatures gets only objects that have them.</summary>
    public bool CheckSignatures { get; init; } = true;

    /// <summary>Keys whose signatures count.</summary>
    public TrustedKeys TrustedKeys { get; init; } = TrustedKeys.None;

    /// <summary>Objects that are copied at once; null for one a processor.</summary>
    public int? Jobs { get; init; }

    /// <summary>The step that progress is reported as.</summary>
    public string Step { get; init; } = "copy";

    /// <summary>Whether objects are made known as they come; otherwise the caller registers what was placed.</summary>
    public bool Registers { get; init; } = true;

    /// <summary>Told each object once its files are there and checked, on the thread that copied it.</summary>
    public Action<StoreObjectInfo>? Placed { get; init; }
}
