namespace Clu.Install.Layouts;

/// <summary>Swap: one of three kinds.</summary>
public sealed record LayoutSwap
{
    /// <summary>What it lies on; null for the other kinds.</summary>
    public string? On { get; init; }

    /// <summary>Absolute path of a swap file; null for the other kinds.</summary>
    public string? File { get; init; }

    /// <summary>Bytes of the file.</summary>
    public long FileSize { get; init; }

    /// <summary>Size of compressed swap in RAM, as zram-generator writes it (<c>min(ram / 2, 4096)</c>, MiB); null for the other kinds.</summary>
    public string? Zram { get; init; }
}
