namespace Clu.Systems.Debian;

/// <summary>One package of a Debian archive in one version, from its index.</summary>
public sealed record DebianPackage
{
    public required string Name { get; init; }

    /// <summary>With epoch, as Debian writes it.</summary>
    public required string Version { get; init; }

    /// <summary><c>all</c> or a machine.</summary>
    public required string Architecture { get; init; }

    /// <summary>Bytes of the package file.</summary>
    public required long Size { get; init; }

    /// <summary>Hash of the package file, 64 lower-case digits.</summary>
    public required string Sha256 { get; init; }

    /// <summary>What it needs: every inner list is one need, met by any of its names, the first being preferred.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Needs { get; init; } = [];

    /// <summary>Names that it stands in for.</summary>
    public IReadOnlyList<string> Provides { get; init; } = [];

    /// <summary>The name that apt gives the file in its cache.</summary>
    public string FileName => $"{Name}_{Version.Replace(":", "%3a", StringComparison.Ordinal)}_{Architecture}.deb";
}
