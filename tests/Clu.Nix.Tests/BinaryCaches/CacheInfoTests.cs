using System.Text;
using Clu.Binary;
using Clu.Nix.BinaryCaches;

namespace Clu.Nix.Tests.BinaryCaches;

public class CacheInfoTests
{
    // curl https://cache.nixos.org/nix-cache-info
    private const string Golden = "StoreDir: /nix/store\nWantMassQuery: 1\nPriority: 40\n";

    [Fact]
    public void The_fields_are_read_and_written_back()
    {
        CacheInfo info = Read(Golden);
        Assert.Equal(("/nix/store", true, 40), (info.StoreDirectory.Path, info.WantMassQuery, info.Priority));
        Assert.Equal(Golden, Encoding.UTF8.GetString(info.ToBytes()));
    }

    [Fact]
    public void What_is_not_told_is_not_written() => Assert.Equal("StoreDir: /nix/store\n", Encoding.UTF8.GetString(Read("StoreDir: /nix/store\n").ToBytes()));

    [Theory]
    [InlineData("")]
    [InlineData("no colon\nOther: field\n")]
    [InlineData("StoreDir:/nix/store")]
    public void As_lenient_as_nix(string text) => Assert.Equal(new CacheInfo(), Read(text));

    [Theory]
    [InlineData("StoreDir: nix")]
    [InlineData("StoreDir: /nix//store")]
    [InlineData("Priority: high")]
    public void A_wrong_value_is_refused(string text) => Assert.Throws<MalformedDataException>(() => Read(text));

    [Fact]
    public void A_text_over_the_limit_is_refused() => Assert.Throws<MalformedDataException>(() => CacheInfo.Parse(new byte[CacheInfo.MaxLength + 1]));

    private static CacheInfo Read(string text) => CacheInfo.Parse(Encoding.UTF8.GetBytes(text));
}
