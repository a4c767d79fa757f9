using Clu.Cli.Text;

namespace Clu.Cli.Tests.Text;

public sealed class FiguresTests
{
    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(1023, "1023 B")]
    [InlineData(1024, "1.0 KiB")]
    [InlineData(10_189, "10 KiB")]
    [InlineData(1_048_575, "1.0 MiB")]
    [InlineData(440_401_920, "420 MiB")]
    [InlineData(1_503_238_553, "1.4 GiB")]
    [InlineData(long.MaxValue, "8.0 EiB")]
    public void Sizes_have_two_or_three_digits(long bytes, string text) => Assert.Equal(text, Figures.Bytes(bytes));

    [Theory]
    [InlineData(0, "0.0 s")]
    [InlineData(9.94, "9.9 s")]
    [InlineData(9.96, "10 s")]
    [InlineData(59.6, "1 min 00 s")]
    [InlineData(185, "3 min 05 s")]
    [InlineData(3599.6, "1 h 00 min")]
    [InlineData(3720, "1 h 02 min")]
    public void Times_have_two_units(double seconds, string text) => Assert.Equal(text, Figures.Duration(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData(0.2, "1 s")]
    [InlineData(60, "60 s")]
    [InlineData(61, "2 min")]
    [InlineData(3601, "2 h")]
    public void Guessed_times_are_rounded_up(double seconds, string text) => Assert.Equal(text, Figures.About(TimeSpan.FromSeconds(seconds)));

    [Fact]
    public void A_part_has_the_unit_of_the_whole() => Assert.Equal("96 of 240 MiB", Figures.Part(96 << 20, 240 << 20));

    [Theory]
    [InlineData(0, "0 users")]
    [InlineData(1, "1 user")]
    [InlineData(431_931_392, "431 931 392 users")]
    public void Counts_agree_with_their_noun(long number, string text) => Assert.Equal(text, Figures.Count(number, "user"));
}
