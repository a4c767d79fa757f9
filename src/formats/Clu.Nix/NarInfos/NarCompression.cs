namespace Clu.Nix.NarInfos;

/// <summary>How a NAR is packed in a binary cache.</summary>
public enum NarCompression
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>bzip2; also what a narinfo without the field means.</summary>
    Bzip2,

    /// <summary>xz.</summary>
    Xz,

    /// <summary>Zstandard.</summary>
    Zstd,

    /// <summary>Brotli.</summary>
    Brotli,

    /// <summary>gzip.</summary>
    Gzip,

    /// <summary>lzip.</summary>
    Lzip,

    /// <summary>LZ4 frames.</summary>
    Lz4,

    /// <summary>The old LZMA container.</summary>
    Lzma,
}
