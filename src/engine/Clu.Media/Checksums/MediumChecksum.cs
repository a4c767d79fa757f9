using System.Globalization;
using Clu.Binary;
using Clu.Images.Checksums;
using Clu.Images.Iso9660;
using Clu.Images.PersonalAreas;
using Clu.Media.Composing;
using Clu.Media.Personal;
using Clu.Stores.Progress;

namespace Clu.Media.Checksums;

/// <summary>The checksum of a whole medium, which it carries itself: made when it is built, checked on any copy of it. See <c>docs/medium.md</c>.</summary>
public static class MediumChecksum
{
    private const string Step = "medium";

    /// <summary>Checks a medium, bit by bit.</summary>
    /// <param name="path">An image file or a block device; only read.</param>
    /// <param name="progress">Told the bytes checked, of step <c>medium</c>.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="CluException">
    /// CLU0503: there is no such file. CLU0510: it cannot be read at all. CLU0530: it carries no checksum. CLU0532: its checksum is unreadable.
    /// </exception>
    public static MediumChecksumResult Verify(string path, IProgress<ProgressEvent>? progress, CancellationToken cancel)
    {
        using MediumSource source = MediumSource.Open(path);
        MediumChecksumField field = source.ReadField();
        List<MediumDamage> damage = [];
        PersonalAreaState area = PersonalAreaState.None;
        if (source.Length < field.Extents.Length)
            damage.Add(CutOff(source.Length, field.Extents.Length));
        else
            damage.AddRange(Check(source, field, progress, cancel, out area));
        return new MediumChecksumResult
        {
            Path = path,
            Length = field.Extents.Length,
            Checksum = Convert.ToHexStringLower(field.Digest),
            PersonalArea = area,
            Damage = damage,
        };
    }

    /// <summary>Computes the checksum of a finished image and puts it into its place.</summary>
    /// <param name="image">The image; written through.</param>
    /// <param name="progress">Told the bytes hashed.</param>
    /// <param name="cancel">Ends it.</param>
    public static void Seal(FileStream image, IProgress<long>? progress, CancellationToken cancel)
    {
        image.Flush();
        using MediumSource source = new(image.SafeFileHandle, image.Name);
        Iso9660Extent? area = (Iso9660Reader.Open(source).Root.FindPath(MediumLayout.PersonalArea) as Iso9660File)?.Extents[0];
        MediumExtents extents = new(source.Length, area?.Position ?? 0, area?.Length ?? 0);
        byte[] leaves = new LeafHasher(source, extents, progress, cancel).Run(Environment.ProcessorCount);
        byte[] field = new byte[MediumChecksumLimits.FieldLength];
        MediumChecksumField.Compute(extents, leaves).Write(field);
        image.Position = MediumChecksumLimits.FieldPosition;
        image.Write(field);
        image.Flush();
    }

    private static List<MediumDamage> Check(
        MediumSource source, MediumChecksumField field, IProgress<ProgressEvent>? progress, CancellationToken cancel, out PersonalAreaState area)
    {
        progress?.Report(new ProgressEvent.StepStarted(Step, "Checking the medium", field.Extents.Length));
        LeafHasher hasher = new(source, field.Extents, new StepBytes(progress, Step, cancel), cancel);
        byte[] leaves = hasher.Run(Environment.ProcessorCount);
        List<MediumDamage> damage = [];
        area = PersonalAreaState.None;
        if (hasher.UnreadablePosition is { } unreadable)
        {
            damage.Add(hasher.ReadError is { } error
                ? new MediumDamage(MediumDamageKind.Unreadable, unreadable, MediumChecksumLimits.LeafLength, $"cannot be read: {error.Message}")
                : CutOff(unreadable, field.Extents.Length));
            return damage;
        }

        if (!field.Matches(leaves))
            damage.AddRange(Differences(source, field, leaves));
        area = PersonalMedium.StateOf(source, field.Extents, out MalformedDataException? malformed);
        if (malformed is not null)
            damage.Add(new MediumDamage(MediumDamageKind.PersonalArea, field.Extents.AreaPosition, field.Extents.AreaLength, $"in the personal area: {malformed.Message}"));
        if (!source.IsDevice && source.Length > field.Extents.Length)
        {
            long rest = source.Length - field.Extents.Length;
            damage.Add(new MediumDamage(MediumDamageKind.TooLong, field.Extents.Length, rest, string.Create(CultureInfo.InvariantCulture, $"do not belong to the image, which ends after {field.Extents.Length} bytes")));
        }

        if (damage.Count == 0)
            progress?.Report(new ProgressEvent.StepFinished(Step, "every bit is as it was made"));
        return damage;
    }

    private static MediumDamage[] Differences(MediumSource source, MediumChecksumField field, byte[] leaves)
    {
        MediumDamage[] regions =
        [
            .. field.DamagedRegions(leaves).Select(region => new MediumDamage(
                MediumDamageKind.Content, region.Position, region.Length, $"are not what they were{FilesThere(source, region.Position, region.Length)}")),
        ];
        return regions.Length > 0 ? regions :
        [
            new MediumDamage(
                MediumDamageKind.Checksum, MediumChecksumLimits.FieldPosition, MediumChecksumLimits.FieldLength,
                "are the checksum, which is damaged itself; all else is as it was"),
        ];
    }

    /// <summary>Names what lies there, where the file system can still be read.</summary>
    private static string FilesThere(MediumSource source, long position, long length)
    {
        try
        {
            IReadOnlyList<string> names = FilesAt.Find(Iso9660Reader.Open(source), position, length);
            return names.Count == 0 ? "" : $": {string.Join(", ", names)}";
        }
        catch (Exception e) when (e is MalformedDataException or IOException)
        {
            return "";
        }
    }

    private static MediumDamage CutOff(long end, long length) => new(
        MediumDamageKind.CutOff, end, length - end, string.Create(CultureInfo.InvariantCulture, $"are missing: it ends after {end} of {length} bytes"));
}
