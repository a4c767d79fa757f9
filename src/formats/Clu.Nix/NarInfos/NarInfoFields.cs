using System.Globalization;
using System.Text;
using Clu.Binary;
using Clu.Nix.ContentAddresses;
using Clu.Nix.Hashing;
using Clu.Nix.Signatures;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;

namespace Clu.Nix.NarInfos;

/// <summary>Collects the fields of one narinfo. Every field may come once, <c>Sig</c> as often as it likes.</summary>
internal ref struct NarInfoFields(ReadOnlySpan<byte> text, StoreDirectory directory)
{
    /// <summary>What Nix writes for an object whose deriver it does not know.</summary>
    private const string UnknownDeriver = "unknown-deriver";

    private readonly ReadOnlySpan<byte> _text = text;
    private readonly StoreDirectory _directory = directory;
    private readonly HashSet<string> _seen = [];
    private readonly List<Signature> _signatures = [];
    private int _at;
    private StorePath? _path;
    private string? _url;
    private NarCompression _compression = NarCompression.Bzip2;
    private Hash? _fileHash;
    private long? _fileSize;
    private Hash? _narHash;
    private long _narSize;
    private IReadOnlyList<StorePath> _references = [];
    private StorePath? _deriver;
    private ContentAddress? _address;

    public static MalformedDataException Malformed(int offset, string field, MalformedReason reason, string expected, string actual) =>
        new("narinfo", offset, field, reason, expected, actual);

    public NarInfo Read()
    {
        if (_text.Length > NarInfoLimits.MaxLength)
            throw Malformed(0, "text", MalformedReason.LimitExceeded, $"at most {NarInfoLimits.MaxLength} bytes", "more");
        while (_at < _text.Length)
        {
            int start = _at;
            (string name, string value) = Line();
            try
            {
                Take(start, name, value);
            }
            catch (MalformedDataException e) when (e.Format != "narinfo")
            {
                throw Malformed(start, name, e.Reason, e.Expected, e.Actual);
            }
        }

        return new NarInfo
        {
            Object = new StoreObjectInfo
            {
                Path = _path ?? throw Missing("StorePath"),
                NarHash = _narHash ?? throw Missing("NarHash"),
                NarSize = _narSize > 0 ? _narSize : throw Missing("NarSize"),
                References = _references,
                Deriver = _deriver,
                Signatures = _signatures,
                ContentAddress = _address,
            },
            Url = _url ?? throw Missing("URL"),
            Compression = _compression,
            FileHash = _fileHash,
            FileSize = _fileSize,
        };
    }

    private void Take(int at, string name, string value)
    {
        if (name != "Sig" && !_seen.Add(name))
            throw Malformed(at, name, MalformedReason.Inconsistent, "each field once", "it again");
        switch (name)
        {
            case "StorePath":
                _path = _directory.Parse(value);
                break;
            case "URL":
                _url = value.Length > 0 ? value : throw Malformed(at, name, MalformedReason.InvalidValue, "a URL", "nothing");
                break;
            case "Compression":
                _compression = Compression(at, value);
                break;
            case "FileHash":
                _fileHash = Hash.Parse(value);
                break;
            case "FileSize":
                _fileSize = Number(at, name, value);
                break;
            case "NarHash":
                _narHash = Hash.Parse(value, HashAlgorithm.Sha256);
                break;
            case "NarSize":
                _narSize = Number(at, name, value);
                break;
            case "References":
                _references = [.. value.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(StorePath.Parse)];
                break;
            case "Deriver":
                _deriver = value == UnknownDeriver ? null : StorePath.Parse(value);
                break;
            case "Sig":
                _signatures.Add(Signature.Parse(value));
                break;
            case "CA":
                _address = value.Length == 0 ? null : ContentAddress.Parse(value);
                break;
        }
    }

    private (string Name, string Value) Line()
    {
        ReadOnlySpan<byte> rest = _text[_at..];
        int end = rest.IndexOf((byte)'\n');
        if (end < 0)
            throw Malformed(_text.Length, "line", MalformedReason.Truncated, "a line feed", "the end");
        ReadOnlySpan<byte> line = rest[..end];
        int colon = line.IndexOf(": "u8);
        if (colon <= 0)
            throw Malformed(_at, "line", MalformedReason.InvalidValue, "'Field: value'", StorePath.Shown(Encoding.UTF8.GetString(line)));
        _at += end + 1;
        return (Encoding.UTF8.GetString(line[..colon]), Encoding.UTF8.GetString(line[(colon + 2)..]));
    }

    private static NarCompression Compression(int at, string value) =>
        value.Length == 0 ? NarCompression.Bzip2
        : NarCompressions.TryFind(value, out NarCompression compression) ? compression
        : throw Malformed(
            at, "Compression", MalformedReason.Unsupported, string.Join(", ", Enum.GetValues<NarCompression>().Select(known => known.Label())), $"'{value}'");

    private static long Number(int at, string name, string value) =>
        long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out long number)
            ? number
            : throw Malformed(at, name, MalformedReason.InvalidValue, "a decimal number", StorePath.Shown(value));

    private readonly MalformedDataException Missing(string field) =>
        Malformed(_text.Length, field, MalformedReason.Truncated, "the field", "the end");
}
