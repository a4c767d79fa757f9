namespace Clu.Stores.Closures;

/// <summary>The name of a store object taken apart as Nix does it for people: <c>hello-2.12-doc</c> is <c>hello</c> of version <c>2.12</c>.</summary>
/// <param name="Name">The package.</param>
/// <param name="Version">Its version; empty when there is none.</param>
public readonly record struct PackageName(string Name, string Version)
{
    /// <summary>Takes a name apart.</summary>
    public static PackageName Parse(string name)
    {
        string package = WithoutOutput(name);
        for (int i = 0; i + 1 < package.Length; i++)
        {
            if (package[i] == '-' && !char.IsAsciiLetter(package[i + 1]))
                return new PackageName(package[..i], package[(i + 1)..]);
        }

        return new PackageName(package, "");
    }

    /// <summary>What looks like the name of an output goes.</summary>
    private static string WithoutOutput(string name)
    {
        int dash = name.LastIndexOf('-');
        if (dash < 0)
            return name;
        string last = name[(dash + 1)..];
        return last is "lib32" or "lib64" || last.Length > 0 && last.All(char.IsAsciiLetterLower) ? name[..dash] : name;
    }
}
