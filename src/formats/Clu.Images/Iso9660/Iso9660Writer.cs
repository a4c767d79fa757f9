using Clu.Binary;
using Clu.Images.Iso9660.Structures;
using Clu.Images.Iso9660.Writing;
using Clu.Images.Trees;

namespace Clu.Images.Iso9660;

/// <summary>
/// Writes a tree as an ISO 9660 image with Rock Ridge (and Joliet where all names fit) that boots from disc and from disk, by BIOS and by UEFI.
/// All belongs to root. The image is a function of its arguments; produced files are written last, straight into their place.
/// </summary>
/// <remarks>Layout: <c>docs/formats/iso9660.md</c>.</remarks>
/// <param name="output">Gets the image; emptied first, must seek. Not disposed.</param>
/// <param name="options">Label, times, boot.</param>
/// <param name="progress">Told the bytes of files written so far.</param>
public sealed class Iso9660Writer(Stream output, Iso9660Options options, IProgress<long>? progress = null)
{
    /// <summary>Writes the image.</summary>
    /// <exception cref="CluException">
    /// CLU0202: a file changed. CLU0221: the tree does not fit, or the boot image is missing or no GRUB image. CLU0222: a produced file grew too long.
    /// </exception>
    /// <exception cref="ArgumentException">The boot sector has not 512 bytes, or a time cannot be stored.</exception>
    public Iso9660Summary Write(ImageDirectory tree)
    {
        if (options.Bios is { HybridMbr.Length: not Mbr.MasterBootRecord.Size })
            throw new ArgumentException("a boot sector has 512 bytes");
        ImageFile? bootImage = BootImage(tree);
        FileSet files = new(tree, bootImage);
        byte[] time = RecordTime.Of(options.FileTime);
        List<Hierarchy> hierarchies = [new(tree, files, time, joliet: false)];
        if (options.Label.Text.Length <= Iso9660Limits.MaxJolietLabel && JolietNaming.Fits(tree))
            hierarchies.Add(new(tree, files, time, joliet: true));

        uint next = Iso9660Limits.SystemAreaSectors + (uint)hierarchies.Count + 1;
        uint? catalog = null;
        if (Boots)
        {
            next++;
            catalog = next++;
        }

        foreach (Hierarchy hierarchy in hierarchies)
            hierarchy.Place(ref next);

        SectorOutput sectors = new(output, progress);
        long end = Alignment.Up(WriteFiles(sectors, files, bootImage, next) + Iso9660Limits.PaddingSectors, Iso9660Limits.VolumeAlignment);
        if (end > uint.MaxValue)
            throw ImageErrors.IsoTooLarge(end);
        foreach (Hierarchy hierarchy in hierarchies)
            hierarchy.Settle();
        DiskLayout disk = new(options, end * Iso9660Limits.SectorSize);
        uint? bootSector = bootImage is null ? null : files[bootImage].Sector;
        WriteFront(sectors, hierarchies, (uint)end, catalog, disk, bootSector);
        if (options.Efi is { } efi)
            sectors.Copy(disk.EfiSector, efi.FatImage);
        disk.Write(sectors, bootSector);
        sectors.SetLength(disk.Length);
        return new Iso9660Summary(
            disk.Length, end * Iso9660Limits.SectorSize, hierarchies[0].Directories.Count, files.Names, files.Symlinks, hierarchies.Count > 1);
    }

    private bool Boots => options.Bios is not null || options.Efi is not null;

    private ImageFile? BootImage(ImageDirectory tree)
    {
        if (options.Bios is not { } bios)
            return null;
        ImageFile file = tree.FindPath(bios.ImagePath) as ImageFile ?? throw ImageErrors.BootImageMissing(bios.ImagePath);
        return file.Content is IProducedContent
            ? throw ImageErrors.BootImageMissing(bios.ImagePath)
            : file.Content.Length is < GrubBootImage.MinLength or > GrubBootImage.MaxLength
            ? throw ImageErrors.BootImageLength(bios.ImagePath, file.Content.Length)
            : file;
    }

    /// <summary>Writes all files from a sector on.</summary>
    /// <returns>The sector behind the last one.</returns>
    private static long WriteFiles(SectorOutput output, FileSet files, ImageFile? bootImage, long next)
    {
        foreach (PlannedFile file in files.InOrder)
        {
            if (next + file.Sectors > uint.MaxValue)
                throw ImageErrors.IsoTooLarge(next + file.Sectors);
            file.Sector = (uint)next;
            if (file.Produced is { } produced)
                output.Produce(file, produced);
            else if (file.Source == bootImage)
                output.Write(file.Sector, PlacedBootImage(file));
            else
                output.Copy(file.Sector, file.Source.Content);
            if (file.Length == 0)
                file.Sector = 0;
            next += file.Sectors;
        }

        return next;
    }

    private static byte[] PlacedBootImage(PlannedFile file)
    {
        byte[] image = new byte[file.Length];
        using MemoryStream stream = new(image);
        ExactCopy.Copy(file.Source.Content, stream);
        GrubBootImage.Place(image, file.Sector);
        return image;
    }

    private void WriteFront(
        SectorOutput output, List<Hierarchy> hierarchies, uint volumeSectors, uint? catalog, DiskLayout disk, uint? bootSector)
    {
        uint next = Iso9660Limits.SystemAreaSectors;
        byte[] sector = new byte[Iso9660Limits.SectorSize];
        hierarchies[0].Describe(options, volumeSectors).Write(sector);
        output.Write(next++, sector);
        if (catalog is { } catalogSector)
        {
            // El Torito wants its record in sector 17.
            sector.AsSpan().Clear();
            ElTorito.WriteBootRecord(sector, catalogSector);
            output.Write(next++, sector);
            sector.AsSpan().Clear();
            ElTorito.WriteCatalog(sector, bootSector, options.Efi is null ? null : (disk.EfiSector, disk.EfiLength));
            output.Write(catalogSector, sector);
        }

        foreach (Hierarchy hierarchy in hierarchies.Skip(1))
        {
            sector.AsSpan().Clear();
            hierarchy.Describe(options, volumeSectors).Write(sector);
            output.Write(next++, sector);
        }

        sector.AsSpan().Clear();
        VolumeDescriptor.WriteTerminator(sector);
        output.Write(next, sector);
        foreach (Hierarchy hierarchy in hierarchies)
            hierarchy.Write(output);
    }
}
