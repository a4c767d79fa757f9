using System.Globalization;
using Clu.Binary;

namespace Clu.Compression;

/// <summary>Every error of this project that is not about malformed data.</summary>
internal static class CompressionErrors
{
    internal static CluException LevelOutOfRange(CodecKind kind, int level, int lowest, int highest) => new(
        "CLU0260",
        ErrorKind.Usage,
        string.Create(CultureInfo.InvariantCulture, $"{kind} has no compression level {level}"),
        hint: lowest == highest
            ? "leave the level out"
            : string.Create(CultureInfo.InvariantCulture, $"use a level from {lowest} to {highest}"));

    internal static CluException LzmaMissing(Exception inner) => new(
        "CLU0261",
        ErrorKind.Environment,
        $"xz needs the library {LzmaLibrary.Name}, which this system does not have",
        hint: "install liblzma5 (Debian) or xz-libs, or choose zstd",
        inner: inner);

    internal static CluException CodecFailed(CodecKind kind, string reason) => new(
        "CLU0262", ErrorKind.Failed, $"{kind} could not compress a block: {reason}");
}
