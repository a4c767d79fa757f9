namespace Clu.Nix.NarInfos;

/// <summary>The names that narinfo, store URLs and file names have for compressions.</summary>
public static class NarCompressions
{
    /// <summary>The name in a narinfo and in <c>?compression=</c>.</summary>
    public static string Label(this NarCompression compression) => compression switch
    {
        NarCompression.None => "none",
        NarCompression.Bzip2 => "bzip2",
        NarCompression.Xz => "xz",
        NarCompression.Zstd => "zstd",
        NarCompression.Brotli => "br",
        NarCompression.Gzip => "gzip",
        NarCompression.Lzip => "lzip",
        NarCompression.Lz4 => "lz4",
        NarCompression.Lzma => "lzma",
    };

    /// <summary>What Nix appends to <c>.nar</c> for it; nothing for most.</summary>
    public static string FileExtension(this NarCompression compression) => compression switch
    {
        NarCompression.Xz => ".xz",
        NarCompression.Bzip2 => ".bz2",
        NarCompression.Zstd => ".zst",
        NarCompression.Lzip => ".lzip",
        NarCompression.Lz4 => ".lz4",
        NarCompression.Brotli => ".br",
        NarCompression.None or NarCompression.Gzip or NarCompression.Lzma => "",
    };

    /// <summary>The compression of a name.</summary>
    public static bool TryFind(string label, out NarCompression compression)
    {
        foreach (NarCompression candidate in Enum.GetValues<NarCompression>())
        {
            if (candidate.Label() == label)
            {
                compression = candidate;
                return true;
            }
        }

        compression = default;
        return false;
    }
}
