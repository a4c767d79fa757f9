using Clu.Compression;
using Clu.Systems.Profiles;

namespace Clu.Cli.Text;

/// <summary>How compression is called.</summary>
internal static class CompressionText
{
    /// <summary>The codec and its level: <c>zstd level 15</c>.</summary>
    public static string Of(CompressionSettings compression) => compression switch
    {
        { Codec: CodecKind.None } => "not compressed",
        { Level: { } level } => $"{NameOf(compression.Codec)} level {level}",
        _ => NameOf(compression.Codec),
    };

    /// <summary>The word of profiles.</summary>
    public static string NameOf(CodecKind codec) => codec switch
    {
        CodecKind.None => "none",
        CodecKind.Gzip => "gzip",
        CodecKind.Xz => "xz",
        CodecKind.Zstd => "zstd",
    };
}
