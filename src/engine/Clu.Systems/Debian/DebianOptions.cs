namespace Clu.Systems.Debian;

/// <summary>How a Debian archive is used; nothing here changes what comes out.</summary>
public sealed record DebianOptions
{
    /// <summary>Folder for indices, packages and notes; may be removed at any time.</summary>
    public required string CacheFolder { get; init; }

    /// <summary>Use what is in the cache and ask no mirror.</summary>
    public bool Offline { get; init; }

    /// <summary>How long a mirror may be silent.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often a failed transfer is tried again.</summary>
    public int Retries { get; init; } = 2;

    /// <summary>Packages unpacked at once; 0 for one a processor.</summary>
    public int Workers { get; init; }

    /// <summary>The keys that sign the archive.</summary>
    public string Keyring { get; init; } = "/usr/share/keyrings/debian-archive-keyring.gpg";

    /// <summary>Take an archive that nobody signed. For archives made in tests.</summary>
    internal bool Unsigned { get; init; }
}
