using System.Diagnostics.CodeAnalysis;
using Clu.Nix.StorePaths;

namespace Clu.Media.Descriptions;

/// <summary>A store object, or a file in one, by its absolute path in <c>/nix/store</c>.</summary>
public sealed record StoreFile
{
    private StoreFile(StorePath path, string inside)
    {
        Path = path;
        Inside = inside;
    }

    /// <summary>The object.</summary>
    public StorePath Path { get; }

    /// <summary>What follows it, from its slash on; empty for the object itself.</summary>
    public string Inside { get; }

    /// <summary>The object itself.</summary>
    public static StoreFile Of(StorePath path) => new(path, "");

    /// <summary>Reads a path, if it is one: absolute, canonical, without <c>.</c> and <c>..</c>.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out StoreFile? file)
    {
        file = StoreDirectory.Default.TryParseInside(text, out StorePath? path, out string rest)
            && !rest.AsSpan().Contains('\0') && !rest.Split('/').Skip(1).Any(part => part is "" or "." or "..")
            ? new StoreFile(path, rest)
            : null;
        return file is not null;
    }

    /// <summary>The absolute path.</summary>
    public override string ToString() => StoreDirectory.Default.Print(Path) + Inside;
}
