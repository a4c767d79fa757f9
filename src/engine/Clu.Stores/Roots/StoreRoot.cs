using Clu.Nix.StorePaths;

namespace Clu.Stores.Roots;

/// <summary>Something that keeps an object, and all that it refers to, from being collected.</summary>
/// <param name="Source">
/// What keeps it, as Nix prints it: the path of a link, <c>{temp:PID}</c> for what a running process just uses, a file in <c>/proc</c> for
/// what a process has open, <c>{censored}</c> where a daemon does not say.
/// </param>
/// <param name="Path">The object.</param>
public sealed record StoreRoot(string Source, StorePath Path);
