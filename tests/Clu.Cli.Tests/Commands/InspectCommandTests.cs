using Clu.Images.Iso9660;
using Clu.Images.Trees;
using Clu.Testing;

namespace Clu.Cli.Tests.Commands;

public sealed class InspectCommandTests
{
    [Fact]
    public async Task An_image_that_is_cut_off_is_one_error_with_exit_code_3()
    {
        using Screen screen = new();
        using TempFolder folder = new();
        using (FileStream image = File.Create(folder["a.iso"]))
        {
            ImageDirectory files = new();
            files.AddPath("version.txt", new ImageFile(new MemoryContent("1\n"u8.ToArray()), UnixPermissions.File));
            new Iso9660Writer(image, new Iso9660Options { Label = VolumeLabel.Parse("CUT") }).Write(files);
            image.SetLength(17 * 2048);
        }

        Assert.Equal(3, await screen.RunAsync("inspect", folder["a.iso"]));

        Assert.StartsWith("error CLU0511: ", screen.Error.Output, StringComparison.Ordinal);
        Assert.Empty(screen.Output.Output);
    }

    [Theory]
    [InlineData("", 3, "CLU0511")]
    [InlineData("this is no image", 3, "CLU0511")]
    [InlineData(null, 2, "CLU0503")]
    public async Task What_is_no_image_is_one_error(string? content, int exitCode, string code)
    {
        using Screen screen = new();
        using TempFolder folder = new();
        if (content is not null)
            await File.WriteAllTextAsync(folder["a.iso"], content, TestContext.Current.CancellationToken);

        Assert.Equal(exitCode, await screen.RunAsync("inspect", folder["a.iso"]));

        Assert.StartsWith($"error {code}: ", screen.Error.Output, StringComparison.Ordinal);
    }
}
