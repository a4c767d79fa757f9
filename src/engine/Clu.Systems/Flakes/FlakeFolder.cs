namespace Clu.Systems.Flakes;

/// <summary>The folder of a flake that is on this machine.</summary>
public static class FlakeFolder
{
    private const string PathScheme = "path:";
    private const string GitScheme = "git+file://";

    /// <summary>The folder, absolute; null for a flake from elsewhere.</summary>
    /// <param name="flake">The flake, in Nix's words.</param>
    public static string? Of(string flake)
    {
        int query = flake.IndexOf('?', StringComparison.Ordinal);
        string place = query < 0 ? flake : flake[..query];
        if (place.StartsWith(GitScheme, StringComparison.Ordinal))
            place = place[GitScheme.Length..];
        else if (place.StartsWith(PathScheme, StringComparison.Ordinal))
            place = place[PathScheme.Length..];
        return place is "." or ".." || place.StartsWith('/') || place.StartsWith("./", StringComparison.Ordinal) || place.StartsWith("../", StringComparison.Ordinal)
            || (!place.Contains(':', StringComparison.Ordinal) && Directory.Exists(place))
            ? Path.GetFullPath(place)
            : null;
    }
}
