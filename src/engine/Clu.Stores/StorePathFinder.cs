using Clu.Binary;
using Clu.Nix.StorePaths;

namespace Clu.Stores;

/// <summary>Finds the store path that a user means.</summary>
public static class StorePathFinder
{
    /// <summary>Takes a store path, a path inside one, a base name, or a link that leads to one.</summary>
    /// <exception cref="CluException">CLU0319: it is none of these.</exception>
    public static StorePath Find(string text, StoreDirectory directory)
    {
        if (directory.TryParseInside(text, out StorePath? path, out _) || StorePath.TryParse(text, out path))
            return path;
        for (string? at = Path.GetFullPath(text); at is not null && new FileInfo(at).LinkTarget is { } target;)
        {
            at = Path.GetFullPath(target, Path.GetDirectoryName(at)!);
            if (directory.TryParseInside(at, out path, out _))
                return path;
        }

        throw StoreErrors.NotAStorePath(text, directory.Path);
    }
}
