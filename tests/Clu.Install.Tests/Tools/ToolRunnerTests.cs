using Clu.Binary;
using Clu.Install.Tools;

namespace Clu.Install.Tests.Tools;

public sealed class ToolRunnerTests
{
    private readonly List<string> _log = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Input_and_variables_reach_the_program_and_its_output_comes_back()
    {
        ToolCommand command = new("sh", "-c", "read word; echo \"$word $NAME\"")
        {
            Input = ToolInput.Text("hello\n"),
            Environment = new Dictionary<string, string> { ["NAME"] = "disk" },
        };

        Assert.Equal("hello disk\n", await new ToolRunner(_log.Add).RunAsync(command, Cancellation));

        Assert.Equal(2, _log.Count);
        Assert.Equal("hello disk", _log[1]);
    }

    [Fact]
    public async Task A_secret_stands_in_no_log()
    {
        ToolCommand command = new("wc", "-c") { Input = new ToolInput("geheim"u8.ToArray(), "passphrase") };

        Assert.Equal("6\n", await new ToolRunner(_log.Add).RunAsync(command, Cancellation));

        Assert.Equal(["$ wc -c < (passphrase)", "6"], _log);
    }

    [Fact]
    public async Task A_failure_is_an_error_with_the_end_of_what_was_printed()
    {
        CluException error = await Assert.ThrowsAsync<CluException>(
            () => new ToolRunner().RunAsync(new ToolCommand("sh", "-c", "echo no room >&2; exit 5"), Cancellation));

        Assert.Equal("CLU0691", error.Code);
        Assert.Equal("`sh -c 'echo no room >&2; exit 5'` ended with 5: no room", error.Message);
    }

    [Fact]
    public async Task Some_exit_codes_may_be_no_failure() =>
        Assert.Equal("", await new ToolRunner().RunAsync(new ToolCommand("sh", "-c", "exit 1") { Accepted = [0, 1] }, Cancellation));

    [Fact]
    public async Task A_program_that_is_not_there_is_named()
    {
        CluException error = await Assert.ThrowsAsync<CluException>(() => new ToolRunner().RunAsync(new ToolCommand("no-such-tool"), Cancellation));

        Assert.Equal(("CLU0690", "there is no program 'no-such-tool' here"), (error.Code, error.Message));
    }
}
