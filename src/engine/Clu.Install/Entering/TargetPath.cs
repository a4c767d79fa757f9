namespace Clu.Install.Entering;

/// <summary>Follows links of a mounted target as the target itself would: absolute ones lead from its root, and none leads out of it.</summary>
public static class TargetPath
{
    private const int MostLinks = 40;

    /// <summary>Where a path of the target really is, as the live system names it; null when nothing is there.</summary>
    /// <param name="root">Where the target is mounted; empty for the running system.</param>
    /// <param name="path">Absolute path in the target.</param>
    public static string? Resolve(string root, string path)
    {
        Stack<string> rest = new(Names(path));
        string at = "";
        for (int links = 0; rest.TryPop(out string? name);)
        {
            if (name is "." or "..")
            {
                at = name == "." ? at : at[..Math.Max(0, at.LastIndexOf('/'))];
                continue;
            }

            if (new FileInfo($"{root}{at}/{name}").LinkTarget is not { } target)
            {
                at = $"{at}/{name}";
                continue;
            }

            if (++links > MostLinks)
                return null;
            at = target.StartsWith('/') ? "" : at;
            foreach (string part in Names(target))
                rest.Push(part);
        }

        return Path.Exists($"{root}{at}/") || Path.Exists(root + at) ? root + at : null;
    }

    private static IEnumerable<string> Names(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries).Reverse();
}
