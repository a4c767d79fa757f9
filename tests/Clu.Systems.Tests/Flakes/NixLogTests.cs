using Clu.Stores.Progress;
using Clu.Systems.Flakes.Logs;

namespace Clu.Systems.Tests.Flakes;

/// <summary>Lines as Nix 2.8 and 2.34 print them with <c>--log-format internal-json</c>.</summary>
public class NixLogTests
{
    private readonly List<ProgressEvent> _events = [];

    [Fact]
    public void Builds_are_counted_and_named()
    {
        NixLog log = Follow(
            """@nix {"action":"start","id":1,"level":0,"text":"","type":102}""",
            """@nix {"action":"start","id":2,"level":0,"parent":0,"text":"","type":104}""",
            """@nix {"action":"start","id":3,"level":0,"text":"","type":103}""",
            """@nix {"action":"result","fields":[0,3,0,0],"id":2,"type":105}""",
            """@nix {"action":"start","fields":["/nix/store/djc6b645bzgf63yz7jfnibvkw652hpn7-laptop.drv","",1,1],"id":4,"level":3,"text":"building","type":105}""",
            """@nix {"action":"result","fields":[1,3,1,0],"id":2,"type":105}""",
            """@nix {"action":"stop","id":4}""",
            """@nix {"action":"result","fields":[3,3,0,0],"id":2,"type":105}""",
            """@nix {"action":"stop","id":2}""");

        ProgressEvent.StepAdvanced[] advanced = [.. _events.OfType<ProgressEvent.StepAdvanced>()];
        Assert.Contains(advanced, e => e is { Item: "laptop", Count: { Done: 1, Total: 3 } });
        Assert.Equal(3, log.Built);
        Assert.Equal(("", 0), (log.Error, log.Fetched));
    }

    [Fact]
    public void Downloads_are_counted_in_bytes()
    {
        NixLog log = Follow(
            """@nix {"action":"start","id":1,"level":0,"text":"","type":102}""",
            """@nix {"action":"start","id":2,"level":0,"text":"","type":103}""",
            """@nix {"action":"result","fields":[101,1000],"id":1,"type":106}""",
            """@nix {"action":"start","fields":["https://cache.example.org/nar/abc.nar.xz"],"id":3,"level":4,"text":"downloading","type":101}""",
            """@nix {"action":"result","fields":[400,600,0,0],"id":3,"type":105}""",
            """@nix {"action":"result","fields":[600,600,0,0],"id":3,"type":105}""",
            """@nix {"action":"stop","id":3}""",
            """@nix {"action":"result","fields":[1,1,0,0],"id":2,"type":105}""");

        ProgressEvent.StepAdvanced[] advanced = [.. _events.OfType<ProgressEvent.StepAdvanced>()];
        Assert.Contains(advanced, e => e is { DoneBytes: 400, TotalBytes: 1000, Item: "abc.nar.xz" });
        Assert.Equal((600, 1000), (advanced[^1].DoneBytes, advanced[^1].TotalBytes));
        Assert.Equal(1, log.Fetched);
    }

    [Fact]
    public void Copies_are_counted_where_nothing_is_downloaded()
    {
        Follow(
            """@nix {"action":"start","fields":["/nix/store/djc6b645bzgf63yz7jfnibvkw652hpn7-x","file:///cache",""],"id":3,"level":3,"text":"copying","type":100}""",
            """@nix {"action":"result","fields":[50,200,0,0],"id":3,"type":105}""");

        Assert.Contains(_events.OfType<ProgressEvent.StepAdvanced>(), e => e is { DoneBytes: 50, TotalBytes: 200, Item: "x" });
    }

    [Fact]
    public void Errors_are_what_Nix_printed_without_its_colours()
    {
        NixLog log = Follow(
            """@nix {"action":"msg","level":3,"msg":"this derivation will be built:"}""",
            """@nix {"action":"msg","column":null,"file":null,"level":0,"line":null,"msg":"\u001b[31;1merror:\u001b[0m this is \u001b[35;1mbad\u001b[0m","raw_msg":"x"}""",
            """@nix {"action":"msg","level":0,"msg":"(use '--show-trace' to show detailed location information)"}""");

        Assert.Equal("error: this is bad", log.Error);
    }

    [Fact]
    public void The_last_lines_of_the_build_that_failed_stand_below()
    {
        NixLog log = Follow(
        [
            """@nix {"action":"start","fields":["/nix/store/djc6b645bzgf63yz7jfnibvkw652hpn7-a.drv","",1,1],"id":4,"level":3,"text":"","type":105}""",
            .. Enumerable.Range(1, 12).Select(i => $$"""@nix {"action":"result","fields":["line {{i}}"],"id":4,"type":101}"""),
            """@nix {"action":"msg","level":0,"msg":"error: builder failed"}""",
        ]);

        Assert.StartsWith("error: builder failed\nlast lines of the log:\n> line 3\n", log.Error, StringComparison.Ordinal);
        Assert.EndsWith("> line 12", log.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_that_are_no_log_are_the_error_where_there_is_no_other() =>
        Assert.Equal("cannot open shared object file", Follow("cannot open shared object file").Error);

    [Theory]
    [InlineData("@nix ")]
    [InlineData("@nix {")]
    [InlineData("@nix []")]
    [InlineData("@nix {\"action\":\"start\"}")]
    [InlineData("@nix {\"action\":\"stop\",\"id\":\"x\"}")]
    [InlineData("@nix {\"action\":\"msg\",\"level\":0,\"msg\":\"\\ud800\"}")]
    public void Malformed_lines_are_for_people(string line) => Assert.IsType<NixLogLine.Plain>(NixLogLine.Parse(line));

    [Theory]
    [InlineData("@nix {\"action\":\"later\",\"new\":[{}]}")]
    [InlineData("@nix {\"action\":\"result\",\"id\":9,\"type\":999,\"fields\":[[]]}")]
    [InlineData("@nix {\"action\":\"stop\",\"id\":18446744073709551615}")]
    public void What_a_later_Nix_may_say_is_passed_over(string line) => Assert.Equal("", Follow(line).Error);

    [Fact]
    public void A_warning_is_passed_on_once()
    {
        const string line = """@nix {"action":"msg","level":1,"msg":"\u001b[35;1mwarning:\u001b[0m Git tree '/x' is dirty"}""";
        Follow(line, line);
        Assert.Equal([new ProgressEvent.Warning("Git tree '/x' is dirty", null)], _events);
    }

    // As 2.8 prints it.
    [Fact]
    public void A_warning_with_the_level_of_an_error_is_none()
    {
        NixLog log = Follow("""@nix {"action":"msg","level":0,"msg":"warning: the group 'nixbld' specified in 'build-users-group' does not exist"}""");
        Assert.Equal("", log.Error);
        Assert.Equal([new ProgressEvent.Warning("the group 'nixbld' specified in 'build-users-group' does not exist", null)], _events);
    }

    private NixLog Follow(params string[] lines)
    {
        NixLog log = new("nix-build", new Collector(_events), new HashSet<string>());
        foreach (string line in lines)
            log.Take(line);
        return log;
    }

    private sealed class Collector(List<ProgressEvent> events) : IProgress<ProgressEvent>
    {
        public void Report(ProgressEvent value) => events.Add(value);
    }
}
