using System.Text.Json;
using Clu.Testing;

namespace Clu.Cli.Tests.Commands;

/// <summary><c>clu verify</c> with a medium.</summary>
public sealed class VerifyMediumTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Screen _screen = new();
    private readonly string _iso;

    public VerifyMediumTests() => _iso = SampleIso.Write(_folder["my.iso"]);

    [Fact]
    public async Task A_sound_medium_is_said_to_be_so()
    {
        Assert.Equal(0, await _screen.RunAsync("verify", _iso));
        Assert.StartsWith($"{_iso} is sound: ", _screen.Output.Output, StringComparison.Ordinal);
        Assert.Contains("nothing personal on it", _screen.Output.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Damage_is_exit_code_3_with_place_and_hint()
    {
        Damage();
        Assert.Equal(3, await _screen.RunAsync("verify", _iso));
        Assert.StartsWith("bytes 1048576 to 2097151 are not what they were", _screen.Output.Output, StringComparison.Ordinal);
        Assert.Contains($"error CLU0531: '{_iso}' is damaged: bytes 1048576 to 2097151 ", _screen.Error.Output, StringComparison.Ordinal);
        Assert.Contains("hint: ", _screen.Error.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Programs_read_the_result_in_the_last_line()
    {
        Damage();
        Assert.Equal(3, await _screen.RunAsync("verify", _iso, "--json"));
        using JsonDocument result = JsonDocument.Parse(_screen.Output.Output.TrimEnd().Split('\n')[^1]);
        Assert.Equal("damaged", result.RootElement.GetProperty("outcome").GetString());
        JsonElement damage = Assert.Single(result.RootElement.GetProperty("damage").EnumerateArray());
        Assert.Equal(("content", 1048576), (damage.GetProperty("kind").GetString(), damage.GetProperty("position").GetInt64()));
    }

    [Fact]
    public async Task A_medium_alone_is_checked_without_options_of_stores()
    {
        Assert.Equal(2, await _screen.RunAsync("verify", _iso, "--no-trust"));
        Assert.Contains("CLU0901: --no-trust is for stores", _screen.Error.Output, StringComparison.Ordinal);
        Assert.Equal(2, await _screen.RunAsync("verify", _iso, _iso));
        Assert.Contains("check one medium at a time", _screen.Error.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Outside_of_a_live_system_there_is_no_medium_to_find()
    {
        Assert.Equal(4, await _screen.RunAsync("verify", "--medium"));
        Assert.Contains("error CLU0533: ", _screen.Error.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_without_a_checksum_is_no_damaged_medium()
    {
        await File.WriteAllTextAsync(_folder["text"], "text", TestContext.Current.CancellationToken);
        Assert.Equal(2, await _screen.RunAsync("verify", _folder["text"]));
        Assert.Contains("error CLU0530: ", _screen.Error.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_into_the_store_is_a_store_path()
    {
        File.CreateSymbolicLink(_folder["result"], "/nix/store/0000000000000000000000000000000a-my.iso");
        await _screen.RunAsync("verify", "--store", _folder["store"], _folder["result"]);
        Assert.DoesNotContain("medium", _screen.Error.Output, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _screen.Dispose();
        _folder.Dispose();
    }

    private void Damage()
    {
        using FileStream image = new(_iso, FileMode.Open, FileAccess.ReadWrite);
        image.Position = 2_000_000;
        int old = image.ReadByte();
        image.Position = 2_000_000;
        image.WriteByte((byte)(old ^ 0x10));
    }
}
