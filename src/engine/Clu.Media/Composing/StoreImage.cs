using Clu.Binary;
using Clu.Images.SquashFs;
using Clu.Images.Trees;
using Clu.Nix.Registrations;

namespace Clu.Media.Composing;

/// <summary>
/// <c>/nix-store.squashfs</c>: store objects by base name and <c>nix-path-registration</c>, written straight into the medium.
/// </summary>
/// <param name="objects">A closed set, in the order in which their data is laid down.</param>
/// <param name="options">How it is compressed.</param>
/// <param name="progress">Told the bytes of file content done.</param>
/// <param name="cancel">Ends it between two objects.</param>
public sealed class StoreImage(
    IReadOnlyList<MediumObject> objects, SquashFsOptions options, IProgress<long>? progress, CancellationToken cancel) : IProducedContent
{
    /// <summary>The file's name on the medium.</summary>
    public const string FileName = "nix-store.squashfs";

    /// <summary>The registration's name in the image.</summary>
    public const string RegistrationName = "nix-path-registration";

    private SquashFsSummary? _summary;

    /// <summary>What was written.</summary>
    public SquashFsSummary Summary => _summary ?? throw new InvalidOperationException("the image is not written yet");

    /// <inheritdoc/>
    public long Length => Summary.Length;

    /// <summary>Above all that tables can add: an archive of a tree takes more room for each file than SquashFS does.</summary>
    public long MaximumLength => objects.Sum(o => o.Info.NarSize) + RegistrationBound + (16L << 20);

    private long RegistrationBound => objects.Sum(o => 512L + (256L * o.Info.References.Count));

    /// <inheritdoc/>
    public Stream Open() => throw new NotSupportedException("the image exists on the medium only");

    /// <inheritdoc/>
    public void Produce(Stream destination)
    {
        using SquashFsWriter writer = new(destination, options, progress);
        foreach (MediumObject o in objects)
        {
            cancel.ThrowIfCancellationRequested();
            Binary.FileName name = Binary.FileName.From(o.Info.Path.BaseName);
            if (o.Compressed?.Invoke(options.Segments) is { } stored)
                writer.Append(name, stored.Segment, stored.Data);
            else
                writer.Add(name, o.ReadTree());
        }

        writer.Add(Binary.FileName.From(RegistrationName), new ImageFile(new MemoryContent(Registration()), UnixPermissions.ReadOnly));
        _summary = writer.Finish();
    }

    private byte[] Registration()
    {
        using MemoryStream text = new();
        RegistrationText.Write(objects.OrderBy(o => o.Info.Path).Select(o => o.Info), text);
        return text.ToArray();
    }
}
