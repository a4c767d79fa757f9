using Clu.Binary;
using Clu.Images.Iso9660.Structures;

namespace Clu.Images.Iso9660.Reading;

/// <summary>What the system use entries of one record say (SUSP 1.12, RRIP 1.09 and 1.12).</summary>
internal sealed class SystemUse
{
    private const int HeaderSize = 4;
    private const byte Continues = 1;

    private readonly ImageSource _source;
    private readonly List<byte> _name = [];
    private readonly SymlinkTarget _target = new();
    private long _offset;

    private SystemUse(ImageSource source) => _source = source;

    /// <summary>Mode of PX.</summary>
    public uint? Mode { get; private set; }

    /// <summary>Name of NM; null without.</summary>
    public byte[]? Name => _name.Count == 0 ? null : [.. _name];

    /// <summary>Target of SL; null without.</summary>
    public byte[]? Target => _target.Value;

    /// <summary>Sector of a directory that was moved away from here because it was too deep (CL).</summary>
    public uint? Child { get; private set; }

    /// <summary>Whether this is where such a directory was moved to (RE).</summary>
    public bool IsRelocated { get; private set; }

    /// <summary>Whether the sharing protocol is used, in the root's own record (SP), and how many bytes to skip in all others.</summary>
    public int? Skip { get; private set; }

    /// <summary>Whether Rock Ridge is declared (ER).</summary>
    public bool HasRockRidge { get; private set; }

    /// <summary>Reads a record's system use field and what it continues in.</summary>
    public static SystemUse Read(ImageSource source, ReadOnlySpan<byte> field, long offset)
    {
        SystemUse use = new(source);
        (uint Sector, uint Offset, uint Length)? next = use.Area(field, offset);
        byte[] area = [];
        for (int hops = 0; next is { } at; hops++)
        {
            if (hops == Iso9660Limits.MaxContinuations)
                throw use.Malformed("CE", MalformedReason.LimitExceeded, $"at most {Iso9660Limits.MaxContinuations} areas", "more");
            if ((long)at.Offset + at.Length > Iso9660Limits.SectorSize)
                throw use.Malformed("CE", MalformedReason.InvalidValue, "an area inside of a sector", $"{at.Length} bytes at {at.Offset}");
            area = new byte[at.Length];
            long position = ((long)at.Sector * Iso9660Limits.SectorSize) + at.Offset;
            source.Read(position, area, "CE");
            next = use.Area(area, position);
        }

        return use;
    }

    private (uint Sector, uint Offset, uint Length)? Area(ReadOnlySpan<byte> area, long offset)
    {
        (uint, uint, uint)? next = null;
        SpanReader reader = new(area, Iso9660Reader.Format, offset);
        while (reader.Remaining >= HeaderSize)
        {
            _offset = reader.Offset;
            ReadOnlySpan<byte> signature = reader.Bytes(2, "signature");
            byte length = reader.U8("length");
            reader.U8("version");
            if (signature[0] == 0)
                break;
            if (length < HeaderSize)
                throw reader.Malformed("length", MalformedReason.InvalidValue, "at least 4", $"{length}");
            SpanReader data = new(reader.Bytes(length - HeaderSize, "data"), Iso9660Reader.Format, _offset + HeaderSize);
            if (signature.SequenceEqual("ST"u8))
                break;
            if (signature.SequenceEqual("CE"u8))
                next = (data.Both32("CE block"), data.Both32("CE offset"), data.Both32("CE length"));
            else
                Entry(signature, ref data);
        }

        return next;
    }

    private void Entry(ReadOnlySpan<byte> signature, ref SpanReader data)
    {
        switch (signature)
        {
            case [(byte)'S', (byte)'P']:
                if (data.U16BigEndian("check bytes") != 0xBEEF)
                    throw data.Malformed("check bytes", MalformedReason.InvalidValue, "BEEF", "others");
                Skip = data.U8("skipped bytes");
                break;
            case [(byte)'E', (byte)'R']:
                byte length = data.U8("LEN_ID");
                data.Bytes(3, "lengths");
                ReadOnlySpan<byte> id = data.Bytes(length, "extension identifier");
                HasRockRidge |= id.SequenceEqual("RRIP_1991A"u8) || id.SequenceEqual("IEEE_P1282"u8) || id.SequenceEqual("IEEE_1282"u8);
                break;
            case [(byte)'P', (byte)'X']:
                Mode = data.Both32("file mode");
                break;
            case [(byte)'N', (byte)'M']:
                data.U8("NM flags");
                _name.AddRange(data.Bytes(data.Remaining, "name"));
                if (_name.Count > FileName.MaxLength)
                    throw data.Malformed("NM", MalformedReason.LimitExceeded, $"at most {FileName.MaxLength} bytes", $"{_name.Count}");
                break;
            case [(byte)'S', (byte)'L']:
                bool more = (data.U8("SL flags") & Continues) != 0;
                _target.Add(ref data, more);
                break;
            case [(byte)'C', (byte)'L']:
                Child = data.Both32("location of child");
                break;
            case [(byte)'R', (byte)'E']:
                IsRelocated = true;
                break;
            case [(byte)'Z', (byte)'F']:
                throw data.Malformed("ZF", MalformedReason.Unsupported, "a file without zisofs compression", "ZF");
        }
    }

    private MalformedDataException Malformed(string field, MalformedReason reason, string expected, string actual) =>
        new(Iso9660Reader.Format, Math.Min(_offset, _source.Length), field, reason, expected, actual);
}
