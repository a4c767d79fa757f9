using System.Text.Json;
using Clu.Testing;

namespace Clu.Cli.Tests.Commands;

public sealed class CustomizeCommandTests : IDisposable
{
    private const string Key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAEIDxYdJCsyOUBHTlVcY2pxeH+GjZSboqmwt77FzNPa ada";

    private readonly TempFolder _folder = new();
    private readonly string _iso;

    public CustomizeCommandTests() => _iso = SampleIso.Write(_folder["my.iso"]);

    [Fact]
    public async Task A_new_medium_is_personal_and_sound_and_the_old_one_as_it_was()
    {
        byte[] before = await File.ReadAllBytesAsync(_iso, TestContext.Current.CancellationToken);

        Assert.Equal(0, (await Run("customize", _iso, "--ssh-key", Key, "--wifi", "Home:correct horse", "--hostname", "ada", "-o", _folder["new.iso"])).ExitCode);

        Assert.Equal(before, await File.ReadAllBytesAsync(_iso, TestContext.Current.CancellationToken));
        Assert.Contains("personal area filled", (await Run("verify", _folder["new.iso"])).Output, StringComparison.Ordinal);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_folder["new.iso"]));
        string shown = (await Run("customize", _folder["new.iso"], "--show")).Output;
        Assert.Contains("hostname = \"ada\"\n", shown, StringComparison.Ordinal);
        Assert.Contains(Key, shown, StringComparison.Ordinal);
        Assert.DoesNotContain("correct horse", shown, StringComparison.Ordinal);
        Assert.Contains("correct horse", (await Run("customize", _folder["new.iso"], "--show-secrets")).Output, StringComparison.Ordinal);
        Assert.Equal(["my.iso", "new.iso"], Directory.EnumerateFiles(_folder[""]).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task In_place_and_back_the_bytes_are_the_same()
    {
        byte[] before = await File.ReadAllBytesAsync(_iso, TestContext.Current.CancellationToken);
        Assert.Equal(0, (await Run("customize", _iso, "--timezone", "UTC", "--in-place")).ExitCode);
        Assert.NotEqual(before, await File.ReadAllBytesAsync(_iso, TestContext.Current.CancellationToken));
        Assert.Equal(0, (await Run("customize", _iso, "--clear", "--in-place")).ExitCode);
        Assert.Equal(before, await File.ReadAllBytesAsync(_iso, TestContext.Current.CancellationToken));
        Assert.Equal($"{_iso} has nothing personal on it.\n", (await Run("customize", _iso, "--show")).Output);
    }

    [Fact]
    public async Task A_stick_is_made_personal_itself()
    {
        using (FileStream stick = new(_iso, FileMode.Append))
            stick.Write(new byte[1 << 20]);
        using LoopDevice device = new(_iso);

        Assert.Equal(0, (await Run("customize", device.Path, "--hostname", "ada", "--in-place")).ExitCode);
        Assert.Equal(0, (await Run("customize", device.Path, "--timezone", "UTC", "-o", _folder["copy.iso"])).ExitCode);

        Assert.Equal(0, (await Run("verify", device.Path)).ExitCode);
        Assert.Equal(0, (await Run("verify", _folder["copy.iso"])).ExitCode);
        Assert.Contains("ada", (await Run("customize", _folder["copy.iso"], "--show")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Programs_read_what_is_there()
    {
        await File.WriteAllTextAsync(_folder["motd"], "hello", TestContext.Current.CancellationToken);
        (int exitCode, string written, _) = await Run("customize", _iso, "--file", $"{_folder["motd"]}:/etc/motd", "--in-place", "--json");
        Assert.Equal((0, "customized"), (exitCode, Last(written).GetProperty("outcome").GetString()));

        JsonElement shown = Last((await Run("customize", _iso, "--show", "--json")).Output);

        Assert.Equal("/etc/motd", Assert.Single(shown.GetProperty("files").EnumerateArray()).GetProperty("path").GetString());
        Assert.Contains("/run/clu/files/etc/motd", shown.GetProperty("answers").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("CLU0901", "--hostname", "ada")]
    [InlineData("CLU0901", "--in-place")]
    [InlineData("CLU0901", "--show", "--clear")]
    [InlineData("CLU0901", "--hostname", "ada", "--in-place", "-o", "x.iso")]
    [InlineData("CLU0901", "--file", "here", "--in-place")]
    [InlineData("CLU0538", "--ssh-key", "nowhere.pub", "--in-place")]
    [InlineData("CLU0403", "--wifi", "Home:short", "--in-place")]
    public async Task Wrong_requests_change_nothing(string code, params string[] options)
    {
        byte[] before = await File.ReadAllBytesAsync(_iso, TestContext.Current.CancellationToken);
        (int exitCode, _, string error) = await Run(["customize", _iso, .. options]);
        Assert.Equal(2, exitCode);
        Assert.StartsWith($"error {code}: ", error, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(_iso, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task What_does_not_fit_and_what_is_no_medium_is_refused()
    {
        await File.WriteAllBytesAsync(_folder["large"], new byte[1 << 20], TestContext.Current.CancellationToken);
        Assert.StartsWith("error CLU0230: ", (await Run("customize", _iso, "--file", $"{_folder["large"]}:/large", "-o", _folder["new.iso"])).Error, StringComparison.Ordinal);
        Assert.StartsWith("error CLU0530: ", (await Run("customize", _folder["large"], "--hostname", "a", "-o", _folder["new.iso"])).Error, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder["new.iso"]));
    }

    public void Dispose() => _folder.Dispose();

    private static JsonElement Last(string lines) => JsonDocument.Parse(lines.TrimEnd().Split('\n')[^1]).RootElement;

    private static async Task<(int ExitCode, string Output, string Error)> Run(params string[] words)
    {
        using Screen screen = new();
        int exitCode = await screen.RunAsync(words);
        return (exitCode, screen.Output.Output, screen.Error.Output);
    }
}
