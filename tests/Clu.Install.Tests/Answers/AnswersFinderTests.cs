using System.Net;
using System.Text;
using Clu.Binary;
using Clu.Install.Answers.Finding;
using Clu.Install.Tools;
using Clu.Testing;

namespace Clu.Install.Tests.Answers;

/// <summary>Where answers are found: real files, a real file system with a label, a real server.</summary>
public sealed class AnswersFinderTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly HttpClient _http = new();
    private readonly List<string> _lines = [];

    private AnswerPlaces Places => new()
    {
        KernelCommandLine = Path.Combine(_folder.Path, "cmdline"),
        PersonalFile = Path.Combine(_folder.Path, "personal.toml"),
        MediumFile = Path.Combine(_folder.Path, "medium.toml"),
        Volumes = Path.Combine(_folder.Path, "volumes"),
    };

    [Fact]
    public async Task The_first_place_that_has_answers_is_the_only_one_that_counts()
    {
        Assert.Null(await FindAsync());
        Write("medium.toml", "hostname = \"medium\"\nkeymap = \"de\"");
        Assert.Equal("medium", (await FindAsync())!.Answers.HostName!.Value.Text);
        Write("personal.toml", "hostname = \"personal\"");
        FoundAnswers personal = (await FindAsync())!;
        Assert.Equal(("personal", null), (personal.Answers.HostName!.Value.Text, personal.Answers.Keymap));
        Assert.Contains("clu customize", personal.Place, StringComparison.Ordinal);
        string kernel = Write("kernel.toml", "hostname = \"kernel\"");
        Write("cmdline", $"quiet clu.answers={kernel} ro\n");
        Assert.Contains("the kernel parameter clu.answers", (await FindAsync())!.Place, StringComparison.Ordinal);
        string given = Write("given.toml", "hostname = \"given\"");
        Assert.Equal("given", (await FindAsync(given))!.Answers.HostName!.Value.Text);
    }

    [Fact]
    public async Task A_place_that_was_named_must_have_answers()
    {
        Write("medium.toml", "");
        Assert.Equal("CLU0631", (await Assert.ThrowsAsync<CluException>(() => FindAsync("/nowhere/a.toml"))).Code);
        Write("cmdline", "clu.answers=/nowhere/a.toml");
        Assert.Equal("CLU0631", (await Assert.ThrowsAsync<CluException>(() => FindAsync())).Code);
        Write("cmdline", "clu.answers=NO-SUCH-LABEL-HERE");
        Assert.Equal("CLU0632", (await Assert.ThrowsAsync<CluException>(() => FindAsync())).Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("ftp://example.org/a.toml")]
    [InlineData("LABEL=")]
    [InlineData("LABEL=a b:/x")]
    [InlineData("LABEL=X:relative")]
    [InlineData("LABEL=X:/../../etc/shadow")]
    public async Task A_place_that_is_none_is_refused(string place) =>
        Assert.Equal("CLU0632", (await Assert.ThrowsAsync<CluException>(() => FindAsync(place))).Code);

    [Theory]
    [InlineData("quiet clu.answers=X", "X")]
    [InlineData("clu.answers=X clu.answers=Y\n", "Y")]
    [InlineData("clu.answers=\"/a b\" ro", "/a b")]
    [InlineData("\"clu.answers=/a b\"", "/a b")]
    [InlineData("xclu.answers=X clu.answersX", null)]
    public void The_last_parameter_counts(string commandLine, string? value) => Assert.Equal(value, AnswerPlace.OfCommandLine(commandLine));

    [Fact]
    public async Task Answers_come_from_a_server_and_a_late_network_is_waited_for()
    {
        int asked = 0;
        using AnswerServer server = new(() => ++asked == 1 ? (503, "busy") : (200, "hostname = \"far\""));
        FoundAnswers found = (await FindAsync(server.Address, new HurriedTime()))!;
        Assert.Equal("far", found.Answers.HostName!.Value.Text);
        Assert.Equal(2, asked);
    }

    [Theory]
    [InlineData(404, 10)]
    [InlineData(200, 2 << 20)]
    public async Task What_a_server_does_not_have_or_has_too_much_of_is_an_error(int status, int length)
    {
        using AnswerServer server = new(() => (status, new string('#', length)));
        Assert.Equal("CLU0633", (await Assert.ThrowsAsync<CluException>(() => FindAsync(server.Address))).Code);
    }

    [Fact]
    public async Task A_stick_with_the_label_is_enough()
    {
        string label = $"CLU-T{Environment.ProcessId}";
        string image = Path.Combine(_folder.Path, "stick.img");
        string content = Directory.CreateDirectory(Path.Combine(_folder.Path, "content")).FullName;
        File.WriteAllText(Path.Combine(content, "answers.toml"), "configuration = \"nixos\"");
        using (FileStream file = File.Create(image))
            file.SetLength(2 << 20);
        Tool.Run("mkfs.ext4", "-q", "-O", "^has_journal", "-L", label, "-d", content, image).Succeeded();
        ToolResult loop = Tool.Run("losetup", "--find", "--show", "--read-only", image);
        if (loop.ExitCode != 0)
            throw Xunit.Sdk.SkipException.ForSkip($"no loop device: {loop.Error.Trim()}");
        string mounted = Path.Combine(Places.Volumes, label);
        try
        {
            FoundAnswers found = (await FindAsync($"LABEL={label}"))!;
            Assert.Equal(Path.Combine(mounted, "nixos"), found.Answers.ConfigurationFolder);
            Assert.NotNull(await FindAsync($"LABEL={label}:/answers.toml"));
            Assert.Single(_lines, line => line.StartsWith("$ mount", StringComparison.Ordinal));
        }
        finally
        {
            Tool.Run("umount", mounted);
            Tool.Run("losetup", "--detach", loop.Output.Trim());
        }
    }

    public void Dispose()
    {
        _http.Dispose();
        _folder.Dispose();
    }

    private Task<FoundAnswers?> FindAsync(string? given = null, TimeProvider? time = null) =>
        new AnswersFinder(new ToolRunner(_lines.Add), _http, time ?? TimeProvider.System, Places).FindAsync(given, TestContext.Current.CancellationToken);

    private string Write(string name, string text)
    {
        string path = Path.Combine(_folder.Path, name);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>Waits no longer than a moment between tries.</summary>
    private sealed class HurriedTime : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, dueTime == TimeSpan.FromSeconds(5) ? TimeSpan.FromMilliseconds(1) : dueTime, period);
    }

    /// <summary>Answers every request with what a function says.</summary>
    private sealed class AnswerServer : IDisposable
    {
        private readonly HttpListener _listener = new();

        public AnswerServer(Func<(int Status, string Body)> answer)
        {
            for (int port = 20000 + (Environment.ProcessId % 20000); ; port++)
            {
                try
                {
                    Address = $"http://127.0.0.1:{port}/answers.toml";
                    _listener.Prefixes.Clear();
                    _listener.Prefixes.Add($"http://127.0.0.1:{port}/");
                    _listener.Start();
                    break;
                }
                catch (HttpListenerException)
                {
                    _listener.Prefixes.Clear();
                }
            }

            _ = ServeAsync(answer);
        }

        public string Address { get; }

        public void Dispose() => _listener.Close();

        private async Task ServeAsync(Func<(int Status, string Body)> answer)
        {
            try
            {
                while (true)
                {
                    HttpListenerContext context = await _listener.GetContextAsync();
                    (int status, string body) = answer();
                    context.Response.StatusCode = status;
                    byte[] bytes = Encoding.UTF8.GetBytes(body);
                    await context.Response.OutputStream.WriteAsync(bytes);
                    context.Response.Close();
                }
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or IOException)
            {
                // The test is over, or the client hung up.
            }
        }
    }
}
