using CsCheck;

namespace Clu.Binary.Tests;

public class AlignmentTests
{
    [Theory]
    [InlineData(0, 4096, 0)]
    [InlineData(1, 4096, 4096)]
    [InlineData(4095, 4096, 4096)]
    [InlineData(4096, 4096, 4096)]
    [InlineData(4097, 4096, 8192)]
    [InlineData(10, 3, 12)]
    [InlineData(-5, 4, -4)]
    public void Up_is_the_smallest_multiple_that_is_not_below(long value, long unit, long expected) => Assert.Equal(expected, Alignment.Up(value, unit));

    [Theory]
    [InlineData(0, 2048, 0)]
    [InlineData(1, 2048, 1)]
    [InlineData(2048, 2048, 1)]
    [InlineData(2049, 2048, 2)]
    public void Units_cover_the_value(int value, int unit, int expected) => Assert.Equal(expected, Alignment.Units(value, unit));

    [Fact]
    public void Up_reaches_the_last_multiple_that_fits() => Assert.Equal(0xFFFFF000u, Alignment.Up(0xFFFFEFFFu, 4096u));

    [Fact]
    public void Up_refuses_a_result_that_does_not_fit()
    {
        Assert.Throws<OverflowException>(() => Alignment.Up(int.MaxValue, 4096));
        Assert.Throws<OverflowException>(() => Alignment.Up(uint.MaxValue, 4096u));
        Assert.Throws<OverflowException>(() => Alignment.Units(long.MaxValue, 2048L));
    }

    [Fact]
    public void Up_is_a_multiple_less_than_a_unit_away() => Gen.Select(Gen.Long[0, long.MaxValue / 2], Gen.Long[1, 1L << 40]).Sample((value, unit) =>
    {
        long up = Alignment.Up(value, unit);
        Assert.Equal(0, up % unit);
        Assert.InRange(up - value, 0, unit - 1);
    });
}
