using Clu.Binary;
using Clu.Images.Trees;

namespace Clu.Images.Iso9660.Writing;

/// <summary>A file's place. Two names of the same <see cref="ImageFile"/> share it.</summary>
internal sealed class PlannedFile
{
    public PlannedFile(FileName name, ImageFile source)
    {
        Source = source;
        Produced = source.Content as IProducedContent;
        Length = Produced?.MaximumLength ?? source.Content.Length;
        if (Length > Iso9660Limits.MaxFileLength)
            throw ImageErrors.IsoFileTooLong(name, Length);
    }

    public ImageFile Source { get; }

    /// <summary>Set when the length is known only after writing.</summary>
    public IProducedContent? Produced { get; }

    /// <summary>Bytes; of a produced file the most that it can have, until it is written.</summary>
    public long Length { get; set; }

    /// <summary>First sector; 0 for an empty file.</summary>
    public uint Sector { get; set; }

    public long Sectors => Alignment.Units(Length, Iso9660Limits.SectorSize);

    /// <summary>Sections in order; one also for an empty file.</summary>
    public IEnumerable<(uint Sector, uint Length)> Extents
    {
        get
        {
            long done = 0;
            do
            {
                uint length = (uint)Math.Min(Length - done, Iso9660Limits.MaxExtentLength);
                yield return ((uint)(Sector + (done / Iso9660Limits.SectorSize)), length);
                done += length;
            }
            while (done < Length);
        }
    }
}
