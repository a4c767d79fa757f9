using Clu.Binary;
using Clu.Images.Checksums;
using Clu.Images.PersonalAreas;
using Clu.Media.Checksums;
using Clu.Media.Composing;
using Clu.Media.Inspection;
using Clu.Stores.Progress;

namespace Clu.Media.Personal;

/// <summary>The personal area of a medium: an image file or a device.</summary>
public static class PersonalMedium
{
    private const string CopyStep = "copy";

    /// <summary>Reads what is in it.</summary>
    /// <param name="path">The medium.</param>
    /// <exception cref="CluException">
    /// CLU0503, CLU0510: the medium cannot be read. CLU0530, CLU0532: it is no medium of clu. CLU0535: it has no personal area. CLU0536: the area is damaged.
    /// </exception>
    public static PersonalContent Read(string path)
    {
        using MediumSource source = MediumSource.Open(path);
        try
        {
            return PersonalAreaReader.Read(Area(source, AreaOf(source)));
        }
        catch (MalformedDataException e)
        {
            throw MediaErrors.AreaDamaged(path, e);
        }
        catch (IOException e)
        {
            throw InspectionErrors.CannotRead(path, e);
        }
    }

    /// <summary>Replaces what is in it, in place.</summary>
    /// <param name="path">The medium.</param>
    /// <param name="content">What goes in.</param>
    /// <exception cref="CluException">As <see cref="Read"/>, and CLU0230: it does not fit. CLU0537: the medium cannot be written.</exception>
    public static void Write(string path, PersonalContent content)
    {
        MediumExtents extents;
        using (MediumSource source = MediumSource.Open(path))
            extents = AreaOf(source);
        byte[] area = PersonalAreaWriter.Write(content, checked((int)extents.AreaLength));
        try
        {
            using MediumSource target = MediumSource.Open(path, FileAccess.ReadWrite);
            target.WriteAt(extents.AreaPosition, area);
        }
        catch (CluException e) when (e.InnerException is { } cause)
        {
            throw MediaErrors.CannotCustomize(path, cause);
        }
        catch (IOException e)
        {
            throw MediaErrors.CannotCustomize(path, e);
        }
    }

    /// <summary>Writes a copy of the medium with other content in its area. The copy gets its name when it is complete.</summary>
    /// <param name="path">The medium; only read.</param>
    /// <param name="file">The new file; readable by its owner only, unless the content is empty.</param>
    /// <param name="content">What goes in.</param>
    /// <param name="progress">Told the bytes copied, of step <c>copy</c>.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="CluException">As <see cref="Write"/>, and CLU0522, CLU0523: the new file cannot be written.</exception>
    public static void WriteCopy(string path, string file, PersonalContent content, IProgress<ProgressEvent>? progress, CancellationToken cancel)
    {
        using MediumSource source = MediumSource.Open(path);
        MediumExtents extents = AreaOf(source);
        byte[] area = PersonalAreaWriter.Write(content, checked((int)extents.AreaLength));
        progress?.Report(new ProgressEvent.StepStarted(CopyStep, "Copying the medium", extents.Length));
        using PartialFile output = new(Path.GetFullPath(file), extents.Length);
        output.Write(target =>
        {
            if (!content.IsEmpty)
                File.SetUnixFileMode(target.SafeFileHandle, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            source.CopyTo(target, extents.Length, new StepBytes(progress, CopyStep, cancel));
            RandomAccess.Write(target.SafeFileHandle, area, extents.AreaPosition);
            return true;
        });
        output.Commit();
        progress?.Report(new ProgressEvent.StepFinished(CopyStep, $"{extents.Length} bytes"));
    }

    /// <summary>Bytes of a medium's area.</summary>
    /// <exception cref="CluException">As <see cref="Read"/>.</exception>
    public static long AreaLength(string path)
    {
        using MediumSource source = MediumSource.Open(path);
        return AreaOf(source).AreaLength;
    }

    /// <summary>Bytes of a medium's image, and where its area is.</summary>
    internal static MediumExtents AreaOf(MediumSource source)
    {
        MediumExtents extents = source.ReadField().Extents;
        return extents.AreaLength == 0 ? throw MediaErrors.NoPersonalArea(source.Path) : extents;
    }

    /// <summary>What is in the area, for the check of the whole medium.</summary>
    internal static PersonalAreaState StateOf(MediumSource source, MediumExtents extents, out MalformedDataException? malformed)
    {
        malformed = null;
        if (extents.AreaLength == 0)
            return PersonalAreaState.None;
        try
        {
            return PersonalAreaReader.Read(Area(source, extents)).IsEmpty ? PersonalAreaState.Empty : PersonalAreaState.Filled;
        }
        catch (MalformedDataException e)
        {
            malformed = e;
            return PersonalAreaState.Damaged;
        }
    }

    private static byte[] Area(MediumSource source, MediumExtents extents)
    {
        byte[] area = new byte[extents.AreaLength];
        source.ReadAt(extents.AreaPosition, area);
        return area;
    }
}
