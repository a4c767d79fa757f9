using System.Globalization;
using Clu.Binary;

namespace Clu.Images.SquashFs;

/// <summary>Every error of SquashFS that is not about malformed data.</summary>
internal static class SquashFsErrors
{
    internal static CluException ContentChanged(FileName name, long expected, long actual) => new(
        "CLU0240",
        ErrorKind.Data,
        string.Create(CultureInfo.InvariantCulture, $"the file '{name}' ended after {actual} of {expected} bytes"),
        hint: "it was changed while it was read; run again");

    internal static CluException SegmentMismatch(FileName name, SegmentSettings segment, SegmentSettings image) => new(
        "CLU0241",
        ErrorKind.Data,
        string.Create(
            CultureInfo.InvariantCulture,
            $"the segment of '{name}' was made with {Describe(segment)} and cannot be placed in an image with {Describe(image)}"),
        hint: "remove it from the cache; it will be made again");

    internal static CluException SegmentDataLength(FileName name, long expected) => new(
        "CLU0242",
        ErrorKind.Data,
        string.Create(CultureInfo.InvariantCulture, $"the data of the segment of '{name}' does not have its {expected} bytes"),
        hint: "remove it from the cache; it will be made again");

    internal static CluException TooLarge(string table) => new(
        "CLU0243", ErrorKind.Failed, $"the image's {table} grew beyond 2 GiB", hint: "put less on one medium");

    internal static CluException TooDeep(FileName name) => new(
        "CLU0244",
        ErrorKind.Data,
        string.Create(CultureInfo.InvariantCulture, $"directories in '{name}' are nested deeper than {SquashFsLimits.MaxDepth}"));

    private static string Describe(SegmentSettings settings) =>
        string.Create(CultureInfo.InvariantCulture, $"{settings.Codec} level {settings.Level}, blocks of {settings.BlockSize}");
}
