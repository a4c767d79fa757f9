using Clu.Binary;
using Clu.Images.Iso9660.Structures;
using Clu.Images.Trees;

namespace Clu.Images.Iso9660.Writing;

/// <summary>The system use entries of records (SUSP 1.12, RRIP 1.09): each is two letters, its length, version 1 and data.</summary>
internal static class RockRidge
{
    /// <summary>Bytes of an entry that says where more entries are.</summary>
    public const int ContinuationSize = HeaderSize + (3 * BothEndian.Size32);

    private const int HeaderSize = 4;
    private const int MaxEntry = 255;
    private const byte Continues = 1;
    private const byte CurrentDirectory = 2;
    private const byte ParentDirectory = 4;
    private const byte RootDirectory = 8;

    /// <summary>Modification, access and attribute change.</summary>
    private const byte TimeKinds = 0x0E;

    /// <summary>The entries that every record has: mode and times.</summary>
    public static IEnumerable<byte[]> Attributes(uint mode, uint linkCount, byte[] time)
    {
        byte[] posix = Entry("PX"u8, 4 * BothEndian.Size32);
        SpanWriter writer = new(posix.AsSpan(HeaderSize));
        writer.Both32(mode);
        writer.Both32(linkCount);
        writer.Both32(0);
        writer.Both32(0);
        return [posix, [.. "TF"u8, HeaderSize + 1 + (3 * RecordTime.Size), 1, TimeKinds, .. time, .. time, .. time]];
    }

    /// <summary>The name, in as many entries as it needs.</summary>
    public static IEnumerable<byte[]> Name(FileName name)
    {
        const int Most = MaxEntry - HeaderSize - 1;
        ReadOnlySpan<byte> rest = name.Span;
        List<byte[]> entries = [];
        while (true)
        {
            ReadOnlySpan<byte> part = rest[..Math.Min(Most, rest.Length)];
            rest = rest[part.Length..];
            entries.Add([.. "NM"u8, (byte)(HeaderSize + 1 + part.Length), 1, rest.IsEmpty ? (byte)0 : Continues, .. part]);
            if (rest.IsEmpty)
                return entries;
        }
    }

    /// <summary>The target of a link. Every slash is kept: an empty component between two is one of length 0.</summary>
    public static IEnumerable<byte[]> Target(ImageSymlink link)
    {
        List<byte[]> entries = [];
        List<byte> body = [];
        ReadOnlySpan<byte> rest = link.Target.Span;
        if (rest[0] == '/')
        {
            body.AddRange([RootDirectory, 0]);
            rest = rest[1..];
            if (rest.IsEmpty)
                return [SymbolicLink(body, continues: false)];
        }

        while (true)
        {
            int slash = rest.IndexOf((byte)'/');
            Component(entries, body, slash < 0 ? rest : rest[..slash]);
            if (slash < 0)
                break;
            rest = rest[(slash + 1)..];
        }

        entries.Add(SymbolicLink(body, continues: false));
        return entries;
    }

    /// <summary>The first entry of all, in the root's own record.</summary>
    public static byte[] SharingProtocol() => [.. "SP"u8, HeaderSize + 3, 1, 0xBE, 0xEF, 0];

    /// <summary>Names the extension; the texts are the specification's.</summary>
    public static byte[] ExtensionReference()
    {
        ReadOnlySpan<byte> identifier = "RRIP_1991A"u8;
        ReadOnlySpan<byte> descriptor = "THE ROCK RIDGE INTERCHANGE PROTOCOL PROVIDES SUPPORT FOR POSIX FILE SYSTEM SEMANTICS"u8;
        ReadOnlySpan<byte> source =
            "PLEASE CONTACT DISC PUBLISHER FOR SPECIFICATION SOURCE.  SEE PUBLISHER IDENTIFIER IN PRIMARY VOLUME DESCRIPTOR FOR CONTACT INFORMATION."u8;
        byte[] entry = Entry("ER"u8, 4 + identifier.Length + descriptor.Length + source.Length);
        SpanWriter writer = new(entry.AsSpan(HeaderSize));
        writer.U8((byte)identifier.Length);
        writer.U8((byte)descriptor.Length);
        writer.U8((byte)source.Length);
        writer.U8(1);
        writer.Bytes(identifier);
        writer.Bytes(descriptor);
        writer.Bytes(source);
        return entry;
    }

    public static byte[] Continuation(uint sector, int offset, int length)
    {
        byte[] entry = Entry("CE"u8, 3 * BothEndian.Size32);
        SpanWriter writer = new(entry.AsSpan(HeaderSize));
        writer.Both32(sector);
        writer.Both32((uint)offset);
        writer.Both32((uint)length);
        return entry;
    }

    private static void Component(List<byte[]> entries, List<byte> body, ReadOnlySpan<byte> text)
    {
        const int MostBody = MaxEntry - HeaderSize - 1;
        const int ComponentHeader = 2;
        byte special = text.SequenceEqual("."u8) ? CurrentDirectory : text.SequenceEqual(".."u8) ? ParentDirectory : (byte)0;
        if (special != 0)
            text = [];
        while (true)
        {
            ReadOnlySpan<byte> part = text[..Math.Min(text.Length, MostBody - ComponentHeader)];
            if (body.Count + ComponentHeader + part.Length > MostBody)
            {
                entries.Add(SymbolicLink(body, continues: true));
                body.Clear();
            }

            text = text[part.Length..];
            body.AddRange([(byte)(special | (text.IsEmpty ? 0 : Continues)), (byte)part.Length, .. part]);
            if (text.IsEmpty)
                return;
        }
    }

    private static byte[] SymbolicLink(List<byte> body, bool continues) =>
        [.. "SL"u8, (byte)(HeaderSize + 1 + body.Count), 1, continues ? Continues : (byte)0, .. body];

    private static byte[] Entry(ReadOnlySpan<byte> signature, int dataLength)
    {
        byte[] entry = new byte[HeaderSize + dataLength];
        SpanWriter writer = new(entry);
        writer.Bytes(signature);
        writer.U8((byte)entry.Length);
        writer.U8(1);
        return entry;
    }
}
