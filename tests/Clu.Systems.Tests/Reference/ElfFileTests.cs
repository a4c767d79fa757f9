using System.Buffers.Binary;
using System.Text;
using System.Text.RegularExpressions;
using Clu.Binary;
using Clu.Systems.Reference.Kernels;
using Clu.Testing;

namespace Clu.Systems.Tests.Reference;

public class ElfFileTests
{
    [Fact]
    public void A_program_names_its_loader_and_its_libraries_in_order()
    {
        ElfFile elf = ElfFile.Read(Sample());
        Assert.Equal("/lib64/ld.so", elf.Loader);
        Assert.Equal(["libb.so.1", "liba.so.2"], elf.Libraries);
    }

    [Theory]
    [InlineData("/bin/sh")]
    [InlineData("/usr/bin/sort")]
    [InlineData("/usr/bin/dpkg-deb")]
    public void The_libraries_of_a_program_are_those_that_readelf_prints(string program)
    {
        string dynamic = Tool.Run("readelf", "-dW", program).Succeeded().Output;
        string[] expected = [.. Regex.Matches(dynamic, @"\(NEEDED\).*\[(.+)\]").Select(match => match.Groups[1].Value)];
        ElfFile elf = ElfFile.Read(File.ReadAllBytes(program));
        Assert.Equal(expected, elf.Libraries);
        Assert.Contains($"[Requesting program interpreter: {elf.Loader}]", Tool.Run("readelf", "-lW", program).Succeeded().Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_cut_off_anywhere_is_refused()
    {
        byte[] whole = Sample();
        for (int length = 0; length < whole.Length; length++)
            Assert.Throws<MalformedDataException>(() => ElfFile.Read(whole.AsSpan(0, length)));
    }

    [Fact]
    public void A_name_outside_of_the_string_table_is_refused()
    {
        byte[] file = Sample();
        BinaryPrimitives.WriteUInt64LittleEndian(file.AsSpan(64 + (3 * 56) + 8), ulong.MaxValue);
        Assert.Throws<MalformedDataException>(() => ElfFile.Read(file));
    }

    [Fact]
    public void A_string_table_in_no_segment_is_refused()
    {
        byte[] file = Sample();
        BinaryPrimitives.WriteUInt64LittleEndian(file.AsSpan(64 + (3 * 56) + 40), 1);
        Assert.Throws<MalformedDataException>(() => ElfFile.Read(file));
    }

    [Fact]
    public void Text_is_refused() => Assert.Throws<MalformedDataException>(() => ElfFile.Read(Encoding.ASCII.GetBytes(new string('x', 100))));

    /// <summary>Three segments (interpreter, dynamic, loaded), the dynamic section, the loader's name, the names of libraries.</summary>
    private static byte[] Sample()
    {
        const ulong Base = 0x400000;
        byte[] interpreter = Encoding.ASCII.GetBytes("/lib64/ld.so\0");
        byte[] strings = Encoding.ASCII.GetBytes("\0liba.so.2\0libb.so.1\0");
        ulong dynamicAt = 64 + (3 * 56);
        ulong interpreterAt = dynamicAt + (4 * 16);
        ulong stringsAt = interpreterAt + (ulong)interpreter.Length;
        ulong size = stringsAt + (ulong)strings.Length;

        Bytes file = new();
        file.Add([0x7f, (byte)'E', (byte)'L', (byte)'F', 2, 1]);
        file.Add(new byte[26]);
        file.U64(64);
        file.Add(new byte[14]);
        file.U16(56);
        file.U16(3);
        file.Add(new byte[6]);
        Segment(file, 3, interpreterAt, Base + interpreterAt, (ulong)interpreter.Length);
        Segment(file, 2, dynamicAt, Base + dynamicAt, 4 * 16);
        Segment(file, 1, 0, Base, size);
        foreach ((ulong tag, ulong value) in new (ulong, ulong)[] { (1, 11), (1, 1), (5, Base + stringsAt), (0, 0) })
        {
            file.U64(tag);
            file.U64(value);
        }

        file.Add(interpreter);
        file.Add(strings);
        return file.ToArray();
    }

    private static void Segment(Bytes file, uint type, ulong offset, ulong address, ulong size)
    {
        file.U64(type);
        file.U64(offset);
        file.U64(address);
        file.U64(address);
        file.U64(size);
        file.U64(size);
        file.U64(1);
    }

    private sealed class Bytes
    {
        private readonly List<byte> _bytes = [];

        public void Add(ReadOnlySpan<byte> bytes) => _bytes.AddRange(bytes);

        public void U16(ushort value) => _bytes.AddRange(BitConverter.GetBytes(value));

        public void U64(ulong value) => _bytes.AddRange(BitConverter.GetBytes(value));

        public byte[] ToArray() => [.. _bytes];
    }
}
