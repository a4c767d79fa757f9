namespace Clu.Systems.Profiles;

/// <summary>The flake that the toplevel of a host is of; it and all its inputs are carried.</summary>
/// <param name="Path">Its folder, or its path in a store, with the root of that store before it.</param>
/// <param name="Configuration">Name of the host in its <c>nixosConfigurations</c>.</param>
public sealed record FlakeProfile(string Path, string Configuration)
{
    /// <summary>Folder in <see cref="Path"/> that has the <c>flake.nix</c>, without slashes around it; empty for <see cref="Path"/> itself.</summary>
    public string Directory { get; init; } = "";

    /// <summary>Whether it has inputs, and so must have a lock file, where Nix said so; null where nobody asked it.</summary>
    public bool? HasInputs { get; init; }

    /// <summary>What <see cref="IsDirectory"/> takes, for messages.</summary>
    public const string DirectoryExpected = "a folder below the source, without '.' and '..'";

    /// <summary>Whether a text names a folder in a flake's source: it becomes part of a path and of a URL.</summary>
    public static bool IsDirectory(string text) => text.Split('/').All(name => name is not ("" or "." or ".."))
        && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '.' or '-' or '_' or '+' or '=' or '~' or ',');
}
