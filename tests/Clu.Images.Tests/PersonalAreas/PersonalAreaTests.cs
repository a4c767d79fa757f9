using System.Security.Cryptography;
using System.Text;
using Clu.Binary;
using Clu.Images.Cpio;
using Clu.Images.PersonalAreas;
using Clu.Images.Trees;

namespace Clu.Images.Tests.PersonalAreas;

public class PersonalAreaTests
{
    private const int Length = 8192;

    private static readonly PersonalContent s_content = new()
    {
        Answers = "hostname = \"ada\"\n",
        Live = "authorized-keys = []\n",
        Files = new Dictionary<string, ReadOnlyMemory<byte>> { ["/etc/motd"] = "hällo\n"u8.ToArray(), ["/opt/a b/ü"] = Array.Empty<byte>() },
    };

    [Fact]
    public void An_empty_area_is_zeros()
    {
        Assert.Equal(new byte[Length], PersonalAreaWriter.Write(PersonalContent.Empty, Length));
        Assert.True(PersonalAreaReader.Read(new byte[Length]).IsEmpty);
    }

    [Fact]
    public void An_area_is_what_its_page_says()
    {
        byte[] area = PersonalAreaWriter.Write(s_content, Length);
        int length = (int)BitConverter.ToInt64(area, 24);

        Assert.Equal("CLU-PERSONAL-1\r\n"u8.ToArray(), area[..16]);
        Assert.Equal([1, 0, 0, 0, 0, 0, 0, 0], area[16..24]);
        Assert.Equal(SHA256.HashData(area.AsSpan(64, length)), area[32..64]);
        Assert.Equal(
            ["answers.toml", "files", "files/etc", "files/etc/motd", "files/opt", "files/opt/a b", "files/opt/a b/ü", "live.toml"],
            CpioReader.Read(area.AsMemory(64, length)).Select(entry => Encoding.UTF8.GetString(entry.Path.Span)));
        Assert.All(area[(64 + length)..], b => Assert.Equal(0, b));
    }

    [Fact]
    public void Content_comes_back()
    {
        PersonalContent back = PersonalAreaReader.Read(PersonalAreaWriter.Write(s_content, Length));

        Assert.Equal((s_content.Answers, s_content.Live), (back.Answers, back.Live));
        Assert.Equal(s_content.Files.Keys, back.Files.Keys);
        Assert.All(s_content.Files, file => Assert.Equal(file.Value.ToArray(), back.Files[file.Key].ToArray()));
        Assert.Equal(PersonalAreaWriter.Write(s_content, Length), PersonalAreaWriter.Write(back, Length));
    }

    [Fact]
    public void Every_flipped_bit_is_found()
    {
        byte[] area = PersonalAreaWriter.Write(s_content with { Files = new Dictionary<string, ReadOnlyMemory<byte>>() }, 1024);
        AssertEach(area);
        AssertEach(new byte[1024]);

        static void AssertEach(byte[] area)
        {
            for (int bit = 0; bit < area.Length * 8; bit++)
            {
                area[bit / 8] ^= (byte)(1 << (bit % 8));
                Assert.Throws<MalformedDataException>(() => PersonalAreaReader.Read(area));
                area[bit / 8] ^= (byte)(1 << (bit % 8));
            }
        }
    }

    [Fact]
    public void An_area_that_is_cut_off_anywhere_is_refused()
    {
        byte[] area = PersonalAreaWriter.Write(s_content, Length);
        int end = 64 + (int)BitConverter.ToInt64(area, 24);
        for (int length = 1; length < end; length++)
            Assert.Throws<MalformedDataException>(() => PersonalAreaReader.Read(area.AsMemory(0, length)));
        PersonalAreaReader.Read(area.AsMemory(0, end));
    }

    [Fact]
    public void Something_behind_the_end_is_refused()
    {
        byte[] area = PersonalAreaWriter.Write(s_content, Length);
        area[^1] = 1;
        Assert.Equal(MalformedReason.TrailingData, Assert.Throws<MalformedDataException>(() => PersonalAreaReader.Read(area)).Reason);
    }

    [Theory]
    [InlineData(24, 0xFF)]
    [InlineData(31, 0x7F)]
    [InlineData(31, 0xFF)]
    [InlineData(16, 2)]
    [InlineData(20, 1)]
    public void Absurd_numbers_are_refused_before_they_allocate(int at, byte value)
    {
        byte[] area = PersonalAreaWriter.Write(s_content, Length);
        area[at] = value;
        if (at == 24)
            area[25] = 0xFF;
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<MalformedDataException>(() => PersonalAreaReader.Read(area));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);
    }

    [Theory]
    [InlineData("other")]
    [InlineData("live.toml/x")]
    [InlineData("files")]
    public void Names_that_the_writer_does_not_make_are_refused(string path)
    {
        ImageDirectory tree = new(UnixPermissions.Executable);
        tree.AddPath(path, SampleTrees.File("x"));
        Assert.Throws<MalformedDataException>(() => PersonalAreaReader.Read(Wrap(tree)));
    }

    [Fact]
    public void Links_text_that_is_no_text_and_nothing_at_all_are_refused()
    {
        ImageDirectory link = new(), text = new(), large = new();
        link.AddPath("files/etc/motd", new ImageSymlink("/etc/shadow"));
        text.AddPath("answers.toml", SampleTrees.File([0xC3, 0x28]));
        large.AddPath("answers.toml", SampleTrees.File(new byte[PersonalAreaLimits.MaxText + 1]));
        foreach (ImageDirectory tree in new[] { link, text, large, new ImageDirectory() })
            Assert.Throws<MalformedDataException>(() => PersonalAreaReader.Read(Wrap(tree)));
    }

    [Theory]
    [InlineData("etc/motd")]
    [InlineData("/")]
    [InlineData("/etc//motd")]
    [InlineData("/etc/../shadow")]
    [InlineData("/etc/")]
    [InlineData("/etc/motd/below")]
    public void A_place_that_no_file_can_have_is_refused(string path)
    {
        Dictionary<string, ReadOnlyMemory<byte>> files = new(s_content.Files) { [path] = Array.Empty<byte>() };
        Assert.Equal("CLU0230", Assert.Throws<CluException>(() => PersonalAreaWriter.Write(s_content with { Files = files }, Length)).Code);
    }

    [Fact]
    public void What_does_not_fit_is_refused_with_both_sizes()
    {
        CluException error = Assert.Throws<CluException>(() => PersonalAreaWriter.Write(s_content with { Answers = new string('#', Length) }, Length));
        Assert.Equal("CLU0230", error.Code);
        Assert.EndsWith($"and there is room for {Length - 64}", error.Message, StringComparison.Ordinal);
        Assert.Equal("CLU0230", Assert.Throws<CluException>(() => PersonalAreaWriter.Write(s_content with { Answers = new string('#', 300_000) }, 1 << 20)).Code);
    }

    private static byte[] Wrap(ImageDirectory tree)
    {
        using MemoryStream archive = new();
        CpioWriter.Write(tree, archive);
        byte[] payload = archive.ToArray();
        return [.. PersonalAreaWriter.Write(s_content, Length)[..24], .. BitConverter.GetBytes((long)payload.Length), .. SHA256.HashData(payload), .. payload];
    }
}
