using System.Globalization;
using Clu.Binary;

namespace Clu.Images.Iso9660.Reading;

/// <summary>The bytes of an image. Reads from several threads take turns.</summary>
internal sealed class ImageSource(Stream stream)
{
    private readonly Lock _lock = new();

    public long Length { get; } = stream.Length;

    /// <summary>Fills the destination.</summary>
    /// <exception cref="MalformedDataException">The image ends before.</exception>
    public void Read(long position, Span<byte> destination, string field)
    {
        Check(position, destination.Length, field);
        lock (_lock)
        {
            stream.Position = position;
            if (stream.ReadAtLeast(destination, destination.Length, throwOnEndOfStream: false) < destination.Length)
                throw Truncated(position, destination.Length, field);
        }
    }

    /// <summary>Checks that the image has bytes.</summary>
    /// <exception cref="MalformedDataException">The image ends before.</exception>
    public void Check(long position, long count, string field)
    {
        if (position < 0 || position > Length || count > Length - position)
            throw Truncated(position, count, field);
    }

    private MalformedDataException Truncated(long position, long count, string field) => new(
        Iso9660Reader.Format, position, field, MalformedReason.Truncated, string.Create(CultureInfo.InvariantCulture, $"{count} bytes"),
        string.Create(CultureInfo.InvariantCulture, $"an image of {Length}"));
}
