using Clu.Binary;
using Clu.Images.Trees;
using Clu.Install.Execution;
using Clu.Install.Journals;
using Clu.Install.Plans;
using Clu.Install.Receipts;
using Clu.Install.Tools;
using Clu.Testing;

namespace Clu.Install.Tests.Execution;

/// <summary>Steps with real programs and files, a file for a disk.</summary>
public sealed class StepRunnerTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly InstallLog _log;

    public StepRunnerTests()
    {
        Directory.CreateDirectory(_folder["target"]);
        File.WriteAllBytes(_folder["disk"], new byte[2 << 20]);
        DiskJournal.Begin(_folder["disk"], new JournalHeader
        {
            Seed = new byte[32],
            Host = "reference",
            Toplevel = "/nix/store/00000000000000000000000000000000-system",
            Started = TimeProvider.System.GetUtcNow(),
            Answers = "",
        }).Dispose();
        _log = new InstallLog(_folder["log"], TimeProvider.System);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _log.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Steps_are_done_in_order_and_recorded()
    {
        IReadOnlyList<StepReceipt> receipts = await RunAsync(Append("one", "1"), Append("two", "2"));

        Assert.Equal("12", Marks);
        Assert.Equal(["one", "two"], receipts.Select(receipt => receipt.Id));
        Assert.Equal(["one", "two"], Recorded());
    }

    [Fact]
    public async Task A_step_that_failed_is_named_and_those_before_it_are_not_done_again()
    {
        InstallStep broken = Step("two", "Breaking", new InstallAction.Run(new ToolCommand("false")));
        CluException error = await Assert.ThrowsAsync<CluException>(() => RunAsync(Append("one", "1"), broken, Append("three", "3")));

        Assert.Equal("CLU0691", error.Code);
        Assert.Equal("the step 'Breaking' (two) failed: `false` ended with 1: it printed nothing", error.Message);
        Assert.Contains("clu install --resume", error.Hint, StringComparison.Ordinal);
        Assert.Equal(["one"], Recorded());

        await RunAsync(Append("one", "1"), Append("two", "2"), Append("three", "3"));
        Assert.Equal("123", Marks);
    }

    [Fact]
    public async Task What_a_new_start_needs_of_a_step_that_is_done_is_done_each_time()
    {
        InstallStep step = Append("open", "a") with { WhenDone = Append("open", "b").Actions };
        await RunAsync(step);
        await RunAsync(step);
        await RunAsync(step);

        Assert.Equal("abb", Marks);
        Assert.Equal(["open"], Recorded());
    }

    [Fact]
    public async Task A_file_that_cannot_be_written_names_the_step()
    {
        Directory.CreateDirectory(_folder["target/etc/hostname"]);
        CluException error = await Assert.ThrowsAsync<CluException>(() => RunAsync(Step(
            "personalise", "Making it yours", new InstallAction.WriteFile(new PlannedFile("/etc/hostname", "x"u8.ToArray(), UnixPermissions.File)))));

        Assert.Equal("CLU0680", error.Code);
        Assert.StartsWith("the step 'Making it yours' (personalise) failed: the system refused: ", error.Message, StringComparison.Ordinal);
        Assert.Empty(Recorded());
    }

    [Fact]
    public async Task The_log_has_commands_and_what_they_printed_and_no_secret()
    {
        await RunAsync(Step(
            "one",
            "One",
            new InstallAction.Run(new ToolCommand("sh", "-c", "cat > /dev/null; echo said") { Input = new ToolInput("geheim"u8.ToArray(), "passphrase") }),
            new InstallAction.WriteFile(new PlannedFile("/etc/secret", "geheim"u8.ToArray(), new UnixPermissions(0b110_000_000), Secret: true))));

        string log = await File.ReadAllTextAsync(_folder["log"], Cancellation);
        Assert.Contains("== One (one)\n", log, StringComparison.Ordinal);
        Assert.Contains(" said\n", log, StringComparison.Ordinal);
        Assert.Contains("write /mnt/etc/secret (0600 0:0, 6 bytes, secret)", log, StringComparison.Ordinal);
        Assert.DoesNotContain("geheim", log, StringComparison.Ordinal);
    }

    private string Marks => File.ReadAllText(_folder["marks"]);

    private InstallStep Append(string id, string mark) =>
        Step(id, $"Writing {mark}", new InstallAction.Run(new ToolCommand("sh", "-c", $"printf %s {mark} >> {_folder["marks"]}")));

    private static InstallStep Step(string id, string title, params InstallAction[] actions) => new() { Id = id, Title = title, Actions = actions };

    private IReadOnlyList<string> Recorded()
    {
        using DiskJournal journal = DiskJournal.TryOpen(_folder["disk"])!;
        return [.. journal.Done];
    }

    private async Task<IReadOnlyList<StepReceipt>> RunAsync(params InstallStep[] steps)
    {
        using DiskJournal journal = DiskJournal.TryOpen(_folder["disk"])!;
        ActionRunner actions = new(
            new TargetFolder(_folder["target"]), new ToolRunner(_log.Add), (_, _) => throw new InvalidOperationException(), (_, _, _) => throw new InvalidOperationException(), _log.Add);
        return await new StepRunner(actions, journal, _log, TimeProvider.System).RunAsync(steps, null, null, Cancellation);
    }
}
