using System.Diagnostics.CodeAnalysis;
using Clu.Binary;

namespace Clu.Nix.StorePaths;

/// <summary>The logical store directory. It is part of every store path's hash, wherever the files really lie.</summary>
public sealed record StoreDirectory
{
    /// <summary>Names a store directory.</summary>
    /// <param name="path">Absolute, without <c>.</c>, <c>..</c>, empty parts and a final slash.</param>
    /// <exception cref="CluException">CLU0103: it is not of that form.</exception>
    public StoreDirectory(string path) => Path = IsValid(path) ? path : throw NixErrors.InvalidStoreDirectory(path);

    /// <summary><c>/nix/store</c>.</summary>
    public static StoreDirectory Default { get; } = new("/nix/store");

    /// <summary>The directory, without a final slash.</summary>
    public string Path { get; }

    /// <summary>Names a store directory, if it is one.</summary>
    public static bool TryCreate(string path, [NotNullWhen(true)] out StoreDirectory? directory)
    {
        directory = IsValid(path) ? new StoreDirectory(path) : null;
        return directory is not null;
    }

    /// <summary>The absolute form of a path: <c>/nix/store/hash-name</c>.</summary>
    public string Print(StorePath path) => $"{Path}/{path.BaseName}";

    /// <summary>Reads an absolute store path.</summary>
    /// <exception cref="MalformedDataException">It is none, is not canonical, or lies in another directory or deeper.</exception>
    public StorePath Parse(string text) => IsInside(text)
        ? StorePath.Parse(text[(Path.Length + 1)..])
        : throw new MalformedDataException(
            "store path", -1, "store directory", MalformedReason.InvalidValue, $"a path in {Path}", StorePath.Shown(text));

    /// <summary>Reads an absolute store path, if it is one.</summary>
    public bool TryParse(string text, [NotNullWhen(true)] out StorePath? path)
    {
        path = null;
        return IsInside(text) && StorePath.TryParse(text[(Path.Length + 1)..], out path);
    }

    /// <summary>Reads the path of a file in a store object.</summary>
    /// <param name="text">An absolute path.</param>
    /// <param name="path">The object.</param>
    /// <param name="rest">What follows, from its slash on; empty for the object itself.</param>
    public bool TryParseInside(string text, [NotNullWhen(true)] out StorePath? path, out string rest)
    {
        path = null;
        rest = "";
        if (!IsInside(text))
            return false;
        string inside = text[(Path.Length + 1)..];
        int slash = inside.IndexOf('/', StringComparison.Ordinal);
        rest = slash < 0 ? "" : inside[slash..];
        return StorePath.TryParse(slash < 0 ? inside : inside[..slash], out path);
    }

    /// <summary><see cref="Path"/>.</summary>
    public override string ToString() => Path;

    private static bool IsValid(string path) =>
        path.Length > 1 && path[0] == '/' && !path.AsSpan().ContainsAny("\0\n") && !path[1..].Split('/').Any(part => part is "" or "." or "..");

    private bool IsInside(string text) =>
        text.Length > Path.Length && text[Path.Length] == '/' && text.StartsWith(Path, StringComparison.Ordinal);
}
