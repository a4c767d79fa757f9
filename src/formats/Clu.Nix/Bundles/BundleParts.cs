using System.Globalization;
using Clu.Binary;

namespace Clu.Nix.Bundles;

/// <summary>The list of the parts of a bundle that was split, <c>NAME.parts</c>. One after the other they are the bundle.</summary>
public sealed class BundleParts
{
    /// <summary>What the list's name ends with.</summary>
    public const string Ending = ".parts";

    /// <summary>Makes a list.</summary>
    /// <param name="size">Bytes of the bundle.</param>
    /// <param name="partSize">Bytes of each part but the last.</param>
    /// <param name="parts">The parts, in order.</param>
    /// <exception cref="MalformedDataException">They do not make up the size, or are not named as parts are.</exception>
    public BundleParts(long size, long partSize, IReadOnlyList<BundlePart> parts)
    {
        if (size < 1 || partSize is < BundleLimits.MinPartSize or > BundleLimits.MaxPartSize)
            throw Malformed("part-size", MalformedReason.LimitExceeded, $"{BundleLimits.MinPartSize} to {BundleLimits.MaxPartSize}", $"{partSize}");
        if (parts.Count != CountOf(size, partSize) || parts.Count > BundleLimits.MaxParts)
            throw Malformed("parts", MalformedReason.Inconsistent, $"{CountOf(size, partSize)}", $"{parts.Count}");
        string stem = StemOf(parts[0].Name);
        for (int i = 0; i < parts.Count; i++)
        {
            if (parts[i].Name != NameOf(stem, i) || parts[i].Length != Math.Min(partSize, size - (i * partSize)))
                throw Malformed("part", MalformedReason.Inconsistent, NameOf(stem, i), StorePaths.StorePath.Shown(parts[i].Name));
        }

        Size = size;
        PartSize = partSize;
        Parts = parts;
    }

    /// <summary>Bytes of the bundle.</summary>
    public long Size { get; }

    /// <summary>Bytes of each part but the last.</summary>
    public long PartSize { get; }

    /// <summary>The parts, in order.</summary>
    public IReadOnlyList<BundlePart> Parts { get; }

    /// <summary>The name of a part.</summary>
    /// <param name="stem">The bundle's file name.</param>
    /// <param name="index">From 0.</param>
    public static string NameOf(string stem, int index) => string.Create(CultureInfo.InvariantCulture, $"{stem}.{index + 1:000}");

    /// <summary>The bundle's name out of that of a part; the name itself where it is none.</summary>
    public static string StemOf(string part) =>
        part.Length > 4 && part[^4] == '.' && part.AsSpan(part.Length - 3).IndexOfAnyExceptInRange('0', '9') < 0 ? part[..^4] : part;

    /// <summary>Parts that so many bytes make.</summary>
    public static long CountOf(long size, long partSize) => ((size - 1) / partSize) + 1;

    internal static MalformedDataException Malformed(string field, MalformedReason reason, string expected, string actual, long offset = -1) =>
        new("list of parts", offset, field, reason, expected, actual);
}
