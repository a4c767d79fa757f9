using Clu.Binary;
using Clu.Nix.StorePaths;

namespace Clu.Stores;

/// <summary>Finds the store path that a user means.</summary>
public static class StorePathFinder
{
    /// <summary>As many links as Linux follows.</summary>
    private const int MostLinks = 40;

    /// <summary>Takes a store path, a path inside one, a base name, or a link that leads to one.</summary>
    /// <exception cref="CluException">CLU0319: it is none of these.</exception>
    public static StorePath Find(string text, StoreDirectory directory) =>
        TryFind(text, directory) ?? throw StoreErrors.NotAStorePath(text, directory.Path);

    /// <summary>Takes what <see cref="Find"/> takes; null where that would fail.</summary>
    public static StorePath? TryFind(string text, StoreDirectory directory) =>
        directory.TryParseInside(text, out StorePath? path, out _) || StorePath.TryParse(text, out path)
            ? path
            : Follow(Path.GetFullPath(text), directory)?.Path;

    /// <summary>Takes what <see cref="Find"/> takes, and a file in it: <c>/nix/store/…/bin</c>, <c>./result/bin</c>.</summary>
    /// <returns>The object, and the rest of the path from its slash on; empty for the object itself.</returns>
    /// <exception cref="CluException">CLU0319: it is none of these.</exception>
    public static (StorePath Path, string Inside) FindInside(string text, StoreDirectory directory)
    {
        if (directory.TryParseInside(text, out StorePath? path, out string rest))
            return (path, rest);
        if (StorePath.TryParse(text, out path))
            return (path, "");
        string full = Path.GetFullPath(text);
        for (string? at = full; at is not null; at = Path.GetDirectoryName(at))
        {
            if (Follow(at, directory) is { } found)
                return (found.Path, found.Inside + full[at.Length..]);
        }

        throw StoreErrors.NotAStorePath(text, directory.Path);
    }

    private static (StorePath Path, string Inside)? Follow(string link, StoreDirectory directory)
    {
        string at = link;
        for (int links = 0; links < MostLinks && new FileInfo(at).LinkTarget is { } target; links++)
        {
            at = Path.GetFullPath(target, Path.GetDirectoryName(at)!);
            if (directory.TryParseInside(at, out StorePath? path, out string rest))
                return (path, rest);
        }

        return null;
    }
}
