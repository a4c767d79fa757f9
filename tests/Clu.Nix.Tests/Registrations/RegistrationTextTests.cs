using System.Text;
using Clu.Binary;
using Clu.Nix.Hashing;
using Clu.Nix.Registrations;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using CsCheck;
using Hash = Clu.Nix.Hashing.Hash;

namespace Clu.Nix.Tests.Registrations;

public class RegistrationTextTests
{
    // nix-store --dump-db, Nix 2.8, of two texts; a deriver put in.
    private const string Golden = """
        /nix/store/5xd714cbfnkz02h2vbsj4fm03x3f15nf-baz
        d1bd9214b596288a7c991ef97d0b81ea8f0215f0fb60df0aadc5a97a60df4954
        160

        1
        /nix/store/vxjiwkjkn7x4079qvh1jkl5pn05j2aw0-foo
        /nix/store/vxjiwkjkn7x4079qvh1jkl5pn05j2aw0-foo
        ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad
        120
        /nix/store/7rwcy7jhh0sclsgivr7mlc3vsiilcbay-sattrs.drv
        0

        """;

    private static readonly StorePath _foo = StorePath.Parse("vxjiwkjkn7x4079qvh1jkl5pn05j2aw0-foo");

    [Fact]
    public void Read_knows_every_line()
    {
        StoreObjectInfo[] objects = Read(Golden);
        Assert.Equal(["baz", "foo"], objects.Select(info => info.Path.Name));
        Assert.Equal([_foo], objects[0].References);
        Assert.Null(objects[0].Deriver);
        Assert.Equal(160, objects[0].NarSize);
        Assert.Equal("sattrs.drv", objects[1].Deriver?.Name);
        Assert.Equal(Hash.Of(HashAlgorithm.Sha256, "abc"u8), objects[1].NarHash);
        Assert.Empty(objects[1].References);
    }

    [Fact]
    public void Write_gives_back_what_was_read() => Assert.Equal(Golden, Write(Read(Golden)));

    [Fact]
    public void Any_objects_come_back() => Gen.Select(Gen.Byte.Array[32], Gen.Long[0, long.MaxValue], Gen.Bool, Gen.Int[0, 20]).Array[0, 8].Sample(rows =>
    {
        StoreObjectInfo[] objects =
        [
            .. rows.Select(row => new StoreObjectInfo
            {
                Path = Path(row.Item1, 0),
                NarHash = new Hash(HashAlgorithm.Sha256, row.Item1),
                NarSize = row.Item2,
                Deriver = row.Item3 ? Path(row.Item1, -1) : null,
                References = [.. Enumerable.Range(0, row.Item4).Select(i => Path(row.Item1, i))],
            }),
        ];
        StoreObjectInfo[] read = Read(Write(objects));
        Assert.Equal(objects.Select(info => (info.Path, info.NarHash, info.NarSize, info.Deriver)), read.Select(info => (info.Path, info.NarHash, info.NarSize, info.Deriver)));
        Assert.All(objects.Zip(read), pair => Assert.Equal(pair.First.References, pair.Second.References));

        static StorePath Path(byte[] hash, int index) => StorePath.Create(hash.AsSpan(0, StorePath.HashPartSize), $"n{index}");
    });

    [Fact]
    public void No_object_is_no_text()
    {
        Assert.Empty(Read(""));
        Assert.Equal("", Write([]));
    }

    [Fact]
    public void References_are_written_sorted_whatever_their_order()
    {
        StorePath bar = StorePath.Parse("g1w7hy3qg1w7hy3qg1w7hy3qg1w7hy3q-bar");
        StoreObjectInfo info = new() { Path = _foo, NarHash = Hash.Of(HashAlgorithm.Sha256, []), NarSize = 1, References = [_foo, bar, _foo] };
        string lines = $"\n2\n{StoreDirectory.Default.Print(bar)}\n{StoreDirectory.Default.Print(_foo)}\n";
        Assert.EndsWith(lines, Write([info]), StringComparison.Ordinal);
    }

    [Fact]
    public void Hashes_in_another_form_are_read()
    {
        Hash hash = Hash.Of(HashAlgorithm.Sha256, "abc"u8);
        foreach (HashEncoding encoding in Enum.GetValues<HashEncoding>())
        {
            string text = Golden.Replace(hash.Digits(HashEncoding.Base16), hash.Format(encoding), StringComparison.Ordinal);
            Assert.Equal(hash, Read(text)[1].NarHash);
        }
    }

    [Fact]
    public void Read_refuses_a_text_cut_off_at_any_byte()
    {
        int first = Golden.IndexOf("-foo\n", StringComparison.Ordinal) + 5;
        for (int length = 1; length < Golden.Length; length++)
        {
            if (length != first)
                Assert.Equal(MalformedReason.Truncated, Assert.Throws<MalformedDataException>(() => Read(Golden[..length])).Reason);
        }
    }

    [Theory]
    [InlineData("/nix/store/5xd7", "/nix/other/5xd7", "path")]
    [InlineData("-baz\n", "-b z\n", "path")]
    [InlineData("-baz\n", "-baz/\n", "path")]
    [InlineData("-baz\n", "-baz\r\n", "path")]
    [InlineData("d1bd92", "d1bd9", "NAR hash")]
    [InlineData("d1bd92", "d1bd9z", "NAR hash")]
    [InlineData("\n160\n", "\n-160\n", "NAR size")]
    [InlineData("\n160\n", "\n0160\n", "NAR size")]
    [InlineData("\n160\n", "\n 160\n", "NAR size")]
    [InlineData("\n160\n", "\n99999999999999999999\n", "NAR size")]
    [InlineData("\n160\n", "\n\n", "NAR size")]
    [InlineData("-sattrs.drv", "-", "deriver")]
    [InlineData("\n\n1\n", "\n\nx\n", "reference count")]
    [InlineData("\n1\n/nix", "\n1\nnix", "reference")]
    public void Read_names_the_line_that_is_wrong(string from, string to, string field)
    {
        MalformedDataException e = Assert.Throws<MalformedDataException>(() => Read(Golden.Replace(from, to, StringComparison.Ordinal)));
        Assert.Equal((field, MalformedReason.InvalidValue), (e.Field, e.Reason));
    }

    [Fact]
    public void Read_refuses_a_reference_twice()
    {
        string line = StoreDirectory.Default.Print(_foo) + "\n";
        string twice = Golden.Replace("\n1\n" + line, "\n2\n" + line + line, StringComparison.Ordinal);
        Assert.Equal(MalformedReason.Inconsistent, Assert.Throws<MalformedDataException>(() => Read(twice)).Reason);
    }

    [Fact]
    public void Read_refuses_text_behind_the_last_object() => Assert.Throws<MalformedDataException>(() => Read(Golden + "\n"));

    [Fact]
    public void Limits_are_the_callers()
    {
        Assert.Equal(2, Read(Golden, new RegistrationLimits { MaxLineLength = 64, MaxObjects = 2, MaxReferences = 1 }).Length);
        Limited(new RegistrationLimits { MaxLineLength = 63 }, "NAR hash");
        Limited(new RegistrationLimits { MaxObjects = 1 }, "path");
        Limited(new RegistrationLimits { MaxReferences = 0 }, "reference count");

        static void Limited(RegistrationLimits limits, string field)
        {
            MalformedDataException e = Assert.Throws<MalformedDataException>(() => Read(Golden, limits));
            Assert.Equal((field, MalformedReason.LimitExceeded), (e.Field, e.Reason));
        }
    }

    [Fact]
    public void A_count_that_is_not_kept_does_not_allocate()
    {
        string many = Golden.Replace("\n\n1\n", "\n\n1000000\n", StringComparison.Ordinal);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<MalformedDataException>(() => Read(many));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }

    private static StoreObjectInfo[] Read(string text, RegistrationLimits? limits = null) =>
        [.. RegistrationText.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), limits: limits)];

    private static string Write(IEnumerable<StoreObjectInfo> objects)
    {
        using MemoryStream output = new();
        RegistrationText.Write(objects, output);
        return Encoding.UTF8.GetString(output.ToArray());
    }
}
