using Clu.Compression;

namespace Clu.Media.Descriptions;

/// <summary>Words of a description that stand for values.</summary>
internal static class DescriptionWords
{
    private static readonly (string Word, CodecKind Codec)[] _codecs =
        [("zstd", CodecKind.Zstd), ("xz", CodecKind.Xz), ("gzip", CodecKind.Gzip), ("none", CodecKind.None)];

    /// <summary>The words for algorithms.</summary>
    public static IEnumerable<string> Codecs => _codecs.Select(codec => codec.Word);

    /// <summary>The algorithm of a word; null for a word that names none.</summary>
    public static CodecKind? CodecOf(string word) => _codecs.Where(codec => codec.Word == word).Select(codec => (CodecKind?)codec.Codec).FirstOrDefault();

    /// <summary>The word of an algorithm.</summary>
    public static string Of(CodecKind codec) => _codecs.First(known => known.Codec == codec).Word;
}
