using System.Text;
using Clu.Binary;
using Clu.Nix.BuildTraces;
using Clu.Nix.ContentAddresses;
using Clu.Nix.Hashing;
using Clu.Nix.Signatures;
using Clu.Nix.StorePaths;

namespace Clu.Nix.Wire;

/// <summary>
/// Reads the values that the worker and the serve protocol have in common. Takes not a byte more from its input than it was asked for: more
/// may come only after an answer. Layout: <c>docs/formats/wire.md</c>.
/// </summary>
/// <remarks>Every read may throw <see cref="MalformedDataException"/>; the reader must then be abandoned.</remarks>
/// <param name="input">The bytes, buffered; not disposed.</param>
/// <param name="format">Name of the protocol, for errors.</param>
/// <param name="directory">Where store paths lie.</param>
internal sealed class ProtocolReader(Stream input, string format, StoreDirectory directory)
{
    /// <summary>Reads numbers, strings and what else is not special to stores.</summary>
    public WireReader Wire { get; } = new(input, format, embedded: true);

    /// <summary>The input, to read an archive from it that follows.</summary>
    public Stream Input => input;

    /// <summary>Where store paths lie.</summary>
    public StoreDirectory Directory => directory;

    public string Text(string field) => Wire.Text(WireLimits.MaxStringLength, field);

    public string Message(string field) => Wire.Text(WireLimits.MaxMessageLength, field);

    public StorePath StorePath(string field)
    {
        long at = Wire.Offset;
        return OptionalStorePath(field) ?? throw Wire.Malformed(at, field, MalformedReason.InvalidValue, $"a path in {directory}", "nothing");
    }

    /// <summary>Nothing is an empty string.</summary>
    public StorePath? OptionalStorePath(string field)
    {
        long at = Wire.Offset;
        string text = Text(field);
        return text.Length == 0 ? null
            : directory.TryParse(text, out StorePath? path) ? path
            : throw Wire.Malformed(at, field, MalformedReason.InvalidValue, $"a path in {directory}", StorePaths.StorePath.Shown(text));
    }

    public List<StorePath> StorePathList(string field) => List(field, () => StorePath(field));

    public List<string> Strings(string field) => List(field, () => Text(field));

    public List<Signature> Signatures() => List("signature", () => Parse("signature", Signature.Parse));

    /// <summary>Reads a count and as many members; the list grows with what is really there, whatever the count promises.</summary>
    public List<T> List<T>(string field, Func<T> member)
    {
        long count = Wire.Number(WireLimits.MaxCount, $"{field} count");
        long begin = Wire.Offset;
        List<T> members = [];
        for (long i = 0; i < count; i++)
        {
            members.Add(member());
            if (Wire.Offset - begin > WireLimits.MaxListLength)
                throw Wire.Malformed(begin, field, MalformedReason.LimitExceeded, $"at most {WireLimits.MaxListLength} bytes", "more");
        }

        return members;
    }

    public ContentAddress ContentAddress(string field) => Parse(field, ContentAddresses.ContentAddress.Parse);

    /// <summary>Nothing is an empty string.</summary>
    public ContentAddress? OptionalContentAddress(string field) =>
        Parse(field, text => text.Length == 0 ? null : ContentAddresses.ContentAddress.Parse(text));

    /// <summary>A hash of which both sides know the function, or that names it.</summary>
    public Hash Hash(string field, HashAlgorithm algorithm) => Parse(field, text => Hashing.Hash.Parse(text, algorithm));

    public RealisationId RealisationId(string field) => Parse(field, BuildTraces.RealisationId.Parse);

    /// <summary>A realisation as JSON, as it was before serve protocol 2.8.</summary>
    public Realisation Realisation(string field)
    {
        long at = Wire.Offset;
        byte[] text = Wire.Bytes(WireLimits.MaxRealisationLength, field);
        return Located(at, field, () => BuildTraces.Realisation.Parse(text));
    }

    /// <summary>The object of a build trace entry, as serve protocol 2.8 has it where the output is known.</summary>
    public (StorePath Path, IReadOnlyList<Signature> Signatures) Trace() => (StorePath("path"), Signatures());

    /// <summary>A whole build trace entry, as serve protocol 2.8 has it.</summary>
    public BuildTraceEntry TraceEntry()
    {
        StorePath derivation = StorePath("derivation");
        string output = OutputName();
        (StorePath path, IReadOnlyList<Signature> signatures) = Trace();
        return new BuildTraceEntry { Derivation = derivation, Output = output, Path = path, Signatures = signatures };
    }

    /// <summary>The name of an output of a derivation.</summary>
    public string OutputName()
    {
        long at = Wire.Offset;
        string name = Text("output");
        return StorePaths.StorePath.IsName(name)
            ? name
            : throw Wire.Malformed(at, "output", MalformedReason.InvalidValue, "the name of an output", StorePaths.StorePath.Shown(name));
    }

    /// <summary>Reads a string and makes a value of it.</summary>
    public T Parse<T>(string field, Func<string, T> parse)
    {
        long at = Wire.Offset;
        string text = Text(field);
        return Located(at, field, () => parse(text));
    }

    /// <summary>Adds to an error where in the protocol its bytes stand.</summary>
    private T Located<T>(long at, string field, Func<T> parse)
    {
        try
        {
            return parse();
        }
        catch (MalformedDataException e)
        {
            throw new MalformedDataException(format, at, field, e.Reason, e.Expected, e.Actual, e);
        }
    }
}
