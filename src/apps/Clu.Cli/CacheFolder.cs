namespace Clu.Cli;

/// <summary>Where downloads and store objects are kept between runs.</summary>
internal static class CacheFolder
{
    /// <summary><c>$CLU_CACHE_DIR</c>, else <c>$XDG_CACHE_HOME/clu</c>, else <c>~/.cache/clu</c>.</summary>
    public static string Find(Func<string, string?> variable)
    {
        if (variable("CLU_CACHE_DIR") is { Length: > 0 } own)
            return Path.GetFullPath(own);
        return variable("XDG_CACHE_HOME") is ['/', ..] and { } caches
            ? Path.Combine(caches, "clu")
            : Path.Combine(variable("HOME") is { Length: > 0 } home ? home : "/root", ".cache", "clu");
    }
}
