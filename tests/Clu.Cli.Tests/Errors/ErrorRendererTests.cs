using System.Text.Json;
using Clu.Binary;
using Clu.Cli.Errors;

namespace Clu.Cli.Tests.Errors;

public sealed class ErrorRendererTests
{
    private static readonly CluException s_error = new(
        "CLU0412", ErrorKind.Environment, "the disk is full", hint: "free some space", untouched: "the image of the last run", inner: new IOException("ENOSPC"));

    [Fact]
    public void An_error_is_a_sentence_what_was_left_and_what_to_do()
    {
        using Screen screen = new();

        int exitCode = new ErrorRenderer(screen.Terminal, json: false, verbose: false).Render(s_error);

        Assert.Equal(4, exitCode);
        Assert.Equal("error CLU0412: the disk is full\nuntouched: the image of the last run\nhint: free some space\n", screen.Error.Output);
        Assert.Empty(screen.Output.Output);
    }

    [Fact]
    public void A_long_message_stays_on_its_line()
    {
        using Screen screen = new();
        CluException error = new("CLU0101", ErrorKind.Data, new string('x', 300));

        new ErrorRenderer(screen.Terminal, json: false, verbose: false).Render(error);

        Assert.Equal($"error CLU0101: {error.Message}\n", screen.Error.Output);
    }

    [Fact]
    public void A_terminal_gets_whole_words_on_each_line()
    {
        using Screen screen = new();
        CluException error = new("CLU0101", ErrorKind.Data, string.Join(' ', Enumerable.Repeat("seven77", 12)));

        new ErrorRenderer(screen.LiveTerminal, json: false, verbose: false).Render(error);

        Assert.Equal(2, screen.Error.Lines.Count);
        Assert.All(screen.Error.Lines, line => Assert.EndsWith("seven77", line.TrimEnd(), StringComparison.Ordinal));
    }

    [Fact]
    public void Json_says_the_same_on_standard_output()
    {
        using Screen screen = new();

        new ErrorRenderer(screen.Terminal, json: true, verbose: false).Render(s_error);

        JsonElement json = JsonDocument.Parse(screen.Output.Output).RootElement;
        Assert.Equal("error", json.GetProperty("event").GetString());
        Assert.Equal("CLU0412", json.GetProperty("code").GetString());
        Assert.Equal(4, json.GetProperty("exitCode").GetInt32());
        Assert.Equal("the disk is full", json.GetProperty("message").GetString());
        Assert.Equal("the image of the last run", json.GetProperty("untouched").GetString());
        Assert.Equal("free some space", json.GetProperty("hint").GetString());
    }

    [Fact]
    public void The_cause_is_shown_when_asked_for()
    {
        using Screen screen = new();

        new ErrorRenderer(screen.Terminal, json: false, verbose: true).Render(s_error);

        Assert.Contains("ENOSPC", screen.Error.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_exception_is_a_mistake_of_clu()
    {
        CluException error = CliErrors.From(new InvalidOperationException("why"));

        Assert.Equal(("CLU0999", ErrorKind.Failed), (error.Code, error.Kind));
        Assert.Contains("report", error.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void A_refusal_of_the_system_is_one_of_the_surroundings()
    {
        CluException error = CliErrors.From(new AggregateException(new UnauthorizedAccessException("Access to '/x' is denied.")));

        Assert.Equal(("CLU0904", ErrorKind.Environment, "Access to '/x' is denied"), (error.Code, error.Kind, error.Message));
    }

    [Fact]
    public async Task A_cancelled_command_ends_with_130()
    {
        using Screen screen = new();
        using CancellationTokenSource source = new();
        await source.CancelAsync();
        using Clu.Testing.TempFolder folder = new();
        await File.WriteAllTextAsync(folder["a.iso"], "", TestContext.Current.CancellationToken);

        int exitCode = await CluProgram.RunAsync(["run", folder["a.iso"], "--firmware", "uefi"], screen.Terminal, source.Token);

        Assert.Equal(130, exitCode);
        Assert.StartsWith("error CLU0900: interrupted\n", screen.Error.Output, StringComparison.Ordinal);
    }
}
