using System.Text;
using Clu.Binary;
using Clu.Nix.Archives;
using Clu.Nix.Hashing;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Nix.Wire;

namespace Clu.Nix.Exports;

/// <summary>
/// Reads what <c>nix-store --export</c> writes, object by object. The archive of an object comes before its path, so that it must be put
/// somewhere before it is known what it is. See <c>docs/formats/export.md</c>.
/// </summary>
/// <param name="input">Read to the end of the export and not a byte further, in small pieces; not disposed.</param>
/// <param name="directory">Where the objects must lie; null for <c>/nix/store</c>.</param>
/// <param name="limits">How much of an archive to take.</param>
public sealed class ExportReader(Stream input, StoreDirectory? directory = null, NarLimits? limits = null)
{
    private readonly StoreDirectory _directory = directory ?? StoreDirectory.Default;
    private readonly WireReader _wire = new(input, ExportMarks.Format, embedded: true);

    /// <summary>Reads the next object.</summary>
    /// <param name="takeNar">Must read the archive to its end.</param>
    /// <returns>The object, or null at the end of the export.</returns>
    /// <exception cref="MalformedDataException">The bytes are not of this form or are cut off. The reader must be abandoned.</exception>
    public StoreObjectInfo? Next(Action<NarReader> takeNar)
    {
        if (!More())
            return null;
        using HashSource nar = new(HashAlgorithm.Sha256, input);
        NarReader reader = new(nar, limits, embedded: true);
        takeNar(reader);
        if (reader.Event != NarEvent.End)
            throw new InvalidOperationException("the archive was not read to its end");
        _wire.Skipped(nar.Count);
        long at = _wire.Offset;
        ulong magic = _wire.Number("magic");
        if (magic != ExportMarks.Magic)
            throw _wire.Malformed(at, "magic", MalformedReason.InvalidValue, $"0x{ExportMarks.Magic:x}", $"0x{magic:x}");
        StorePath path = Path("path");
        StorePath[] references = References();
        StorePath? deriver = OptionalPath("deriver");
        if (_wire.Number("signature") != ExportMarks.None)
            _wire.String(ExportLimits.MaxPathLength, "signature");
        return new StoreObjectInfo { Path = path, NarHash = nar.Finish(), NarSize = nar.Count, References = references, Deriver = deriver };
    }

    private bool More()
    {
        long at = _wire.Offset;
        return _wire.Number("mark") switch
        {
            ExportMarks.More => true,
            ExportMarks.None => false,
            ulong other => throw _wire.Malformed(at, "mark", MalformedReason.InvalidValue, "0 or 1", $"{other}"),
        };
    }

    private StorePath[] References()
    {
        long at = _wire.Offset;
        ulong count = _wire.Number("reference count");
        if (count > ExportLimits.MaxReferences)
            throw _wire.Malformed(at, "reference count", MalformedReason.LimitExceeded, $"at most {ExportLimits.MaxReferences}", $"{count}");
        // The list grows with what is really there, whatever the count promises.
        List<StorePath> references = [];
        for (ulong i = 0; i < count; i++)
            references.Add(Path("reference"));
        return [.. references];
    }

    private StorePath Path(string field)
    {
        long at = _wire.Offset;
        return OptionalPath(field) ?? throw _wire.Malformed(at, field, MalformedReason.InvalidValue, $"a path in {_directory}", "nothing");
    }

    private StorePath? OptionalPath(string field)
    {
        long at = _wire.Offset;
        string text = Encoding.UTF8.GetString(_wire.String(ExportLimits.MaxPathLength, field));
        return text.Length == 0 ? null
            : _directory.TryParse(text, out StorePath? path) ? path
            : throw _wire.Malformed(at, field, MalformedReason.InvalidValue, $"a path in {_directory}", StorePath.Shown(text));
    }
}
