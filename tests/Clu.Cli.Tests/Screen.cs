using Spectre.Console.Testing;

namespace Clu.Cli.Tests;

/// <summary>Runs command lines in this process and keeps what they wrote.</summary>
internal sealed class Screen : IDisposable
{
    public TestConsole Output { get; } = new TestConsole().Width(80);

    public TestConsole Error { get; } = new TestConsole().Width(80);

    public Terminal Terminal => new(Output, Error, IsLive: false);

    public Terminal LiveTerminal => new(Output, Error, IsLive: true);

    public Task<int> RunAsync(params string[] args) => CluProgram.RunAsync(args, Terminal, TestContext.Current.CancellationToken);

    public void Dispose()
    {
        Output.Dispose();
        Error.Dispose();
    }
}
