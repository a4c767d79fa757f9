using Clu.Binary;
using Clu.Nix.Archives;
using Clu.Nix.Exports;
using Clu.Nix.Hashing;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Nix.Tests.Archives;

namespace Clu.Nix.Tests.Exports;

public class ExportTests
{
    private static readonly byte[] _nar = NarBytes.Write(nar => nar.File(false, "foo"u8));
    private static readonly StorePath _foo = StorePath.Parse("vxjiwkjkn7x4079qvh1jkl5pn05j2aw0-foo");
    private static readonly StorePath _baz = StorePath.Parse("5xd714cbfnkz02h2vbsj4fm03x3f15nf-baz");

    private static readonly StoreObjectInfo[] _objects =
    [
        new() { Path = _foo, NarHash = Hash.Of(HashAlgorithm.Sha256, _nar), NarSize = _nar.Length },
        new() { Path = _baz, NarHash = Hash.Of(HashAlgorithm.Sha256, _nar), NarSize = _nar.Length, References = [_foo, _baz], Deriver = StorePath.Parse($"{_foo}.drv") },
    ];

    [Fact]
    public void What_is_written_is_read_back()
    {
        List<StoreObjectInfo> read = Read(Write(), out long position);
        Assert.Equal(_objects.Select(info => (info.Path, info.NarHash, info.NarSize, info.Deriver)), read.Select(info => (info.Path, info.NarHash, info.NarSize, info.Deriver)));
        Assert.Equal(_objects[1].References, read[1].References);
        Assert.Equal(Write().Length, position);
    }

    [Fact]
    public void Not_a_byte_behind_the_end_is_read()
    {
        Read([.. Write(), 1, 2, 3], out long position);
        Assert.Equal(Write().Length, position);
    }

    [Fact]
    public void An_export_cut_off_at_any_byte_is_refused()
    {
        byte[] all = Write();
        for (int length = 0; length < all.Length; length++)
            Assert.Equal(MalformedReason.Truncated, Assert.Throws<MalformedDataException>(() => Read(all[..length], out _)).Reason);
    }

    [Fact]
    public void Wrong_numbers_are_refused_with_their_offset()
    {
        byte[] all = Write();
        int magic = 8 + _nar.Length;
        Assert.Equal(0, Wrong(0, 2).Offset);
        Assert.Equal(magic, Wrong(magic, 1).Offset);
        int count = magic + 8 + 8 + ((_foo.BaseName.Length + 11 + 7) & ~7);
        Assert.Equal(MalformedReason.LimitExceeded, Wrong(count + 4, 1).Reason);

        MalformedDataException Wrong(int at, byte value)
        {
            byte[] bytes = [.. all];
            bytes[at] = value;
            return Assert.Throws<MalformedDataException>(() => Read(bytes, out _));
        }
    }

    private static byte[] Write()
    {
        using MemoryStream stream = new();
        ExportWriter writer = new(stream);
        foreach (StoreObjectInfo info in _objects)
            writer.Write(info, output => output.Write(_nar));
        writer.Finish();
        return stream.ToArray();
    }

    private static List<StoreObjectInfo> Read(byte[] bytes, out long position)
    {
        using MemoryStream stream = new(bytes);
        ExportReader reader = new(stream);
        List<StoreObjectInfo> objects = [];
        while (reader.Next(Drain) is { } info)
            objects.Add(info);
        position = stream.Position;
        return objects;

        static void Drain(NarReader nar)
        {
            while (nar.Read())
            {
            }
        }
    }
}
