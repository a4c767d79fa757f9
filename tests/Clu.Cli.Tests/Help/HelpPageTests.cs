using Clu.Testing;

namespace Clu.Cli.Tests.Help;

public sealed class HelpPageTests
{
    [Theory]
    [InlineData("clu", "")]
    [InlineData("build", "build")]
    [InlineData("build-iso", "build iso")]
    [InlineData("init", "init")]
    [InlineData("build-raw", "build raw")]
    [InlineData("build-raw-efi", "build raw-efi")]
    [InlineData("build-qcow2", "build qcow2")]
    [InlineData("build-tar", "build tar")]
    [InlineData("build-kexec", "build kexec")]
    [InlineData("inspect", "inspect")]
    [InlineData("prove", "prove")]
    [InlineData("rebuild-kit", "rebuild-kit")]
    [InlineData("rebuild-kit-plan", "rebuild-kit plan")]
    [InlineData("install", "install")]
    [InlineData("run", "run")]
    [InlineData("profile", "profile")]
    [InlineData("profile-check", "profile check")]
    [InlineData("completion", "completion")]
    [InlineData("copy", "copy")]
    [InlineData("populate", "populate")]
    [InlineData("path-info", "path-info")]
    [InlineData("add", "add")]
    [InlineData("ls", "ls")]
    [InlineData("cat", "cat")]
    [InlineData("why-depends", "why-depends")]
    [InlineData("diff-closures", "diff-closures")]
    [InlineData("sign", "sign")]
    [InlineData("verify", "verify")]
    [InlineData("customize", "customize")]
    [InlineData("roots", "roots")]
    [InlineData("roots-add", "roots add")]
    [InlineData("roots-remove", "roots remove")]
    [InlineData("gc", "gc")]
    [InlineData("delete", "delete")]
    [InlineData("optimise", "optimise")]
    [InlineData("export", "export")]
    [InlineData("import", "import")]
    [InlineData("nix-store", "nix-store")]
    [InlineData("nar", "nar")]
    [InlineData("nar-pack", "nar pack")]
    [InlineData("nar-unpack", "nar unpack")]
    [InlineData("nar-ls", "nar ls")]
    [InlineData("nar-cat", "nar cat")]
    [InlineData("nar-hash", "nar hash")]
    [InlineData("derivation", "derivation")]
    [InlineData("derivation-show", "derivation show")]
    [InlineData("bundle", "bundle")]
    [InlineData("bundle-create", "bundle create")]
    [InlineData("bundle-list", "bundle list")]
    [InlineData("bundle-verify", "bundle verify")]
    [InlineData("bundle-apply", "bundle apply")]
    [InlineData("cache", "cache")]
    [InlineData("cache-init", "cache init")]
    [InlineData("cache-check", "cache check")]
    [InlineData("cache-root", "cache root")]
    [InlineData("cache-root-add", "cache root add")]
    [InlineData("cache-root-remove", "cache root remove")]
    [InlineData("cache-root-list", "cache root list")]
    [InlineData("cache-prune", "cache prune")]
    [InlineData("key", "key")]
    [InlineData("key-generate", "key generate")]
    [InlineData("key-public", "key public")]
    public async Task Every_command_has_a_help_page(string golden, string command)
    {
        using Screen screen = new();

        int exitCode = await screen.RunAsync([.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]);

        Assert.Equal(0, exitCode);
        Assert.All(screen.Output.Lines, line => Assert.True(line.Length <= 80, line));
        Assert.Contains("Examples:", screen.Output.Output, StringComparison.Ordinal);
        Assert.Contains("Exit codes:", screen.Output.Output, StringComparison.Ordinal);
        Golden.Check($"tests/Clu.Cli.Tests/Golden/help-{golden}.golden.txt", screen.Output.Output);
    }

    [Theory]
    [InlineData]
    [InlineData("build")]
    [InlineData("profile")]
    public async Task A_command_line_that_asks_for_nothing_gets_help_and_exit_code_2(params string[] args)
    {
        using Screen screen = new();

        Assert.Equal(2, await screen.RunAsync(args));

        Assert.Empty(screen.Output.Output);
        Assert.Contains("Usage:", screen.Error.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_comes_first_whatever_else_is_wrong_on_the_line()
    {
        using Screen screen = new();

        Assert.Equal(0, await screen.RunAsync("run", "--memory", "none", "-h"));
    }

    [Fact]
    public async Task The_version_is_one_line()
    {
        using Screen screen = new();

        Assert.Equal(0, await screen.RunAsync("--version"));

        Assert.Matches(@"^clu \d+\.\d+\.\d+$", screen.Output.Output.TrimEnd());
    }
}
