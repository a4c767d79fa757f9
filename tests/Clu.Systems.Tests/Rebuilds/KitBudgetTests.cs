using Clu.Systems.Rebuilds;

namespace Clu.Systems.Tests.Rebuilds;

public sealed class KitBudgetTests
{
    [Theory]
    [InlineData("600 MB", 600_000_000)]
    [InlineData("600MB", 600_000_000)]
    [InlineData("1.5 GiB", 1536L << 20)]
    [InlineData("300M", 300L << 20)]
    [InlineData("12", 12)]
    [InlineData("12 B", 12)]
    public void Sizes_are_read_as_people_write_them(string text, long bytes)
    {
        Assert.True(KitBudget.TryParse(text, out long read));
        Assert.Equal(bytes, read);
    }

    [Theory]
    [InlineData("")]
    [InlineData("MB")]
    [InlineData("-1 MB")]
    [InlineData("600 potatoes")]
    [InlineData("9999999999 TB")]
    [InlineData("1e3")]
    public void What_is_no_size_is_refused(string text) => Assert.False(KitBudget.TryParse(text, out _));
}
