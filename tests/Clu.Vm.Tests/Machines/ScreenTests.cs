namespace Clu.Vm.Tests.Machines;

public sealed class ScreenTests
{
    private static readonly byte[] Picture = [.. "P6\n2 2\n255\n"u8, 0, 0, 170, 0, 0, 170, 0, 0, 170, 1, 0, 170];

    [Fact]
    public void Share_counts_the_pixels_of_one_colour() => Assert.Equal(0.75, Screen.Read(Picture)!.Share(new Colour(0, 0, 170)));

    [Fact]
    public void Read_takes_no_picture_that_is_still_being_written()
    {
        for (int length = 0; length < Picture.Length; length++)
            Assert.Null(Screen.Read(Picture[..length]));
    }
}
