using System.Globalization;
using System.Text;
using Clu.Binary;

namespace Clu.Systems.Reference.Kernels;

/// <summary>
/// What a 64-bit little-endian ELF file needs to run: its dynamic loader and its libraries. See the System V ABI, chapters "Program Header" and
/// "Dynamic Section".
/// </summary>
internal sealed record ElfFile
{
    private const string Format = "ELF";
    private const int HeaderSize = 64;
    private const int ProgramHeaderSize = 56;
    private const int DynamicEntrySize = 16;
    private const int MaxNameLength = 255;

    private const uint Load = 1;
    private const uint Dynamic = 2;
    private const uint Interpreter = 3;
    private const ulong Needed = 1;
    private const ulong StringTable = 5;

    /// <summary>Absolute path of the dynamic loader; null for a library and for a static program.</summary>
    public required string? Loader { get; init; }

    /// <summary>Names of libraries, in the file's order.</summary>
    public required IReadOnlyList<string> Libraries { get; init; }

    /// <summary>Reads a file.</summary>
    /// <exception cref="MalformedDataException">It is no such file, or its tables point out of it.</exception>
    public static ElfFile Read(ReadOnlySpan<byte> file)
    {
        SpanReader header = new(file, Format);
        if (!header.Bytes(6, "e_ident").SequenceEqual("\u007fELF\u0002\u0001"u8))
            throw new MalformedDataException(Format, 0, "e_ident", MalformedReason.Unsupported, "a 64-bit little-endian file", "other bytes");
        header.Bytes(26, "e_ident to e_entry");
        ulong tableOffset = header.U64("e_phoff");
        header.Bytes(14, "e_shoff to e_ehsize");
        ushort entrySize = header.U16("e_phentsize");
        ushort entryCount = header.U16("e_phnum");
        if (entryCount > 0 && entrySize != ProgramHeaderSize)
            throw header.Malformed("e_phentsize", MalformedReason.Unsupported, "56", entrySize.ToString(CultureInfo.InvariantCulture));
        if (file.Length < HeaderSize)
            throw header.Malformed("e_ehsize", MalformedReason.Truncated, "64 bytes", file.Length.ToString(CultureInfo.InvariantCulture));

        List<Segment> segments = [];
        ReadOnlySpan<byte> table = Slice(file, tableOffset, (ulong)(entryCount * ProgramHeaderSize), "e_phoff");
        SpanReader entries = new(table, Format, (long)tableOffset);
        for (int i = 0; i < entryCount; i++)
        {
            uint type = entries.U32("p_type");
            entries.U32("p_flags");
            ulong offset = entries.U64("p_offset");
            ulong address = entries.U64("p_vaddr");
            entries.U64("p_paddr");
            ulong size = entries.U64("p_filesz");
            entries.Bytes(16, "p_memsz, p_align");
            segments.Add(new Segment(type, offset, address, size));
        }

        string? loader = segments.Find(s => s.Type == Interpreter) is { } interpreter
            ? Name(Slice(file, interpreter.Offset, interpreter.Size, "p_offset"), 0, "PT_INTERP")
            : null;
        return new ElfFile { Loader = loader, Libraries = ReadLibraries(file, segments) };
    }

    private static List<string> ReadLibraries(ReadOnlySpan<byte> file, List<Segment> segments)
    {
        if (segments.Find(s => s.Type == Dynamic) is not { } dynamic)
            return [];
        List<ulong> names = [];
        ulong? strings = null;
        SpanReader entries = new(Slice(file, dynamic.Offset, dynamic.Size, "p_offset"), Format, (long)dynamic.Offset);
        while (entries.Remaining >= DynamicEntrySize)
        {
            ulong tag = entries.U64("d_tag");
            ulong value = entries.U64("d_val");
            if (tag == 0)
                break;
            if (tag == Needed)
                names.Add(value);
            else if (tag == StringTable)
                strings = value;
        }

        if (names.Count == 0)
            return [];
        Segment holder = segments.Find(s => s.Type == Load && strings is { } at && at >= s.Address && at - s.Address < s.Size)
            ?? throw entries.Malformed("DT_STRTAB", MalformedReason.InvalidValue, "an address inside a loaded segment", strings?.ToString(CultureInfo.InvariantCulture) ?? "none");
        ReadOnlySpan<byte> text = Slice(file, holder.Offset, holder.Size, "p_offset")[(int)(strings!.Value - holder.Address)..];
        List<string> libraries = [];
        foreach (ulong name in names)
            libraries.Add(Name(text, name, "DT_NEEDED"));
        return libraries;
    }

    private static ReadOnlySpan<byte> Slice(ReadOnlySpan<byte> file, ulong offset, ulong size, string field) =>
        offset <= (ulong)file.Length && size <= (ulong)file.Length - offset
            ? file.Slice((int)offset, (int)size)
            : throw new MalformedDataException(Format, -1, field, MalformedReason.Truncated, "a range inside the file", string.Create(CultureInfo.InvariantCulture, $"{size} bytes at {offset}"));

    private static string Name(ReadOnlySpan<byte> text, ulong offset, string field)
    {
        ReadOnlySpan<byte> rest = offset < (ulong)text.Length ? text[(int)offset..] : [];
        int end = rest[..Math.Min(rest.Length, MaxNameLength + 1)].IndexOf((byte)0);
        return end > 0
            ? Encoding.Latin1.GetString(rest[..end])
            : throw new MalformedDataException(Format, -1, field, MalformedReason.InvalidValue, "a name of 1 to 255 bytes", "none");
    }

    private sealed record Segment(uint Type, ulong Offset, ulong Address, ulong Size);
}
