using System.Globalization;
using Clu.Binary;

namespace Clu.Images.SquashFs.Reading;

/// <summary>The bytes of an image; positions count from its start.</summary>
internal sealed class ImageSource(Stream stream, long start, long length)
{
    internal long Length => length;

    /// <summary>Fills the destination.</summary>
    /// <exception cref="MalformedDataException">The image ends before.</exception>
    internal void Read(long position, Span<byte> destination, string field)
    {
        if (position < 0 || position > length || destination.Length > length - position)
            throw Truncated(position, destination.Length, field);
        stream.Position = start + position;
        if (stream.ReadAtLeast(destination, destination.Length, throwOnEndOfStream: false) < destination.Length)
            throw Truncated(position, destination.Length, field);
    }

    private static MalformedDataException Truncated(long position, int count, string field) => new(
        "SquashFS", position, field, MalformedReason.Truncated, string.Create(CultureInfo.InvariantCulture, $"{count} bytes"), "the end of the image");
}
