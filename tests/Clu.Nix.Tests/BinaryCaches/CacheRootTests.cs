using System.Text;
using Clu.Binary;
using Clu.Nix.BinaryCaches;
using Clu.Nix.StorePaths;

namespace Clu.Nix.Tests.BinaryCaches;

public class CacheRootTests
{
    // printf '%s\n' /nix/store/*-{hello,lib} > roots/laptop
    private const string Golden = "/nix/store/mr1s7z19ss3m9iv5l16gn3245p3r08b7-hello\n/nix/store/vxjiwkjkn7x4079qvh1jkl5pn05j2aw0-lib\n";

    [Fact]
    public void A_root_is_read_and_written_back()
    {
        IReadOnlyList<StorePath> paths = Read(Golden);
        Assert.Equal(["hello", "lib"], paths.Select(path => path.Name));
        Assert.Equal(Golden, Encoding.UTF8.GetString(CacheRootText.Write(paths.Reverse().Concat(paths), StoreDirectory.Default)));
    }

    [Fact]
    public void Read_refuses_a_text_cut_off_anywhere_but_between_lines()
    {
        for (int i = 0; i < Golden.Length; i++)
        {
            if (i > 0 && Golden[i - 1] == '\n')
                Assert.Single(Read(Golden[..i]));
            else
                Assert.Throws<MalformedDataException>(() => Read(Golden[..i]));
        }
    }

    [Theory]
    [InlineData("\n")]
    [InlineData(Golden + "\n")]
    [InlineData(Golden + "/etc/passwd\n")]
    [InlineData("/nix/store/mr1s7z19ss3m9iv5l16gn3245p3r08b7-hello/bin\n")]
    [InlineData("mr1s7z19ss3m9iv5l16gn3245p3r08b7-hello\n")]
    [InlineData("/nix/store/mr1s7z19ss3m9iv5l16gn3245p3r08b7-hello\r\n")]
    [InlineData("/nix/store/mr1s7z19ss3m9iv5l16gn3245p3r08b7-hello\0\n")]
    public void Read_refuses_what_is_no_store_path(string text) => Assert.Throws<MalformedDataException>(() => Read(text));

    [Fact]
    public void Read_refuses_a_text_over_the_limit() =>
        Assert.Throws<MalformedDataException>(() => CacheRootText.Read(new byte[CacheRootText.MaxLength + 1], StoreDirectory.Default));

    [Theory]
    [InlineData("laptop", true)]
    [InlineData("nixos-26.05_x86=1+2", true)]
    [InlineData("", false)]
    [InlineData(".hidden", false)]
    [InlineData("..", false)]
    [InlineData("a/b", false)]
    [InlineData("a b", false)]
    [InlineData("ä", false)]
    public void Names_are_those_that_any_server_can_keep(string name, bool sound) => Assert.Equal(sound, CacheRootName.TryCreate(name, out _));

    [Fact]
    public void Names_are_not_endless()
    {
        Assert.True(CacheRootName.TryCreate(new string('a', CacheRootName.MaxLength), out _));
        Assert.False(CacheRootName.TryCreate(new string('a', CacheRootName.MaxLength + 1), out _));
    }

    private static IReadOnlyList<StorePath> Read(string text) => CacheRootText.Read(Encoding.UTF8.GetBytes(text), StoreDirectory.Default);
}
