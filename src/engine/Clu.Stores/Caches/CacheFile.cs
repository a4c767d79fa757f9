using System.Text.RegularExpressions;

namespace Clu.Stores.Caches;

/// <summary>A file that lies in a binary cache, or one that somebody began to write.</summary>
/// <param name="Name">Relative, with slashes.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Written">When it was last written; of one under way, when that began.</param>
/// <param name="Upload">The server's name for a file that is not complete yet; null for files that are there.</param>
internal sealed partial record CacheFile(string Name, long Size, DateTimeOffset Written, string? Upload = null)
{
    /// <summary>Nix's own name for a file under way, so that its tools know to leave it alone.</summary>
    public const string TemporaryMark = ".tmp.";

    /// <summary>Whether it is under way, or left by a writer that was interrupted.</summary>
    public bool IsTemporary => Upload is not null || TemporaryName().IsMatch(Name);

    [GeneratedRegex(@"\.tmp\.[0-9]+\.[0-9]+$")]
    private static partial Regex TemporaryName();
}
