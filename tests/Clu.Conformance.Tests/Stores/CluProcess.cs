using System.Diagnostics;
using Clu.Testing;

namespace Clu.Conformance.Tests.Stores;

/// <summary>The real clu, as a process of its own that can be killed.</summary>
internal static class CluProcess
{
    // The first third of a run is the start of .NET.
    private const double Start = 0.3;

    /// <summary>Runs a command to its end.</summary>
    public static ToolResult Run(IEnumerable<string> words, string? input = null) =>
        Tool.RunWith("dotnet", ["exec", CluTool.Program, .. words], input is null ? null : File.ReadAllBytes(input));

    /// <summary>Runs a command that must succeed, and tells how long that takes.</summary>
    public static TimeSpan Time(IEnumerable<string> words, string? input = null)
    {
        Stopwatch watch = Stopwatch.StartNew();
        Run(words, input).Succeeded();
        return watch.Elapsed;
    }

    /// <summary>Starts a command and kills it (<c>kill -9</c>) at some moment of its work.</summary>
    /// <param name="words">The command.</param>
    /// <param name="whole">How long it takes; where it ended before it was killed, that is put right, as the machine is not always as busy.</param>
    /// <param name="random">Chooses the moment.</param>
    /// <param name="input">A file for its standard input.</param>
    /// <returns>Whether it was still at work.</returns>
    public static bool Kill(IEnumerable<string> words, ref TimeSpan whole, Random random, string? input = null)
    {
        Stopwatch watch = Stopwatch.StartNew();
        using Process clu = Process.Start(new ProcessStartInfo("dotnet", ["exec", CluTool.Program, .. words])
        {
            RedirectStandardInput = true,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        })!;
        Task feeding = Task.Run(() => Feed(clu, input));
        bool done = clu.WaitForExit(whole * (Start + ((1 - Start) * random.NextDouble())));
        if (done)
            whole = (whole + watch.Elapsed) / 2;
        else
            clu.Kill();
        clu.WaitForExit();
        feeding.Wait();
        return !done;
    }

    private static void Feed(Process clu, string? input)
    {
        try
        {
            using Stream stdin = clu.StandardInput.BaseStream;
            if (input is null)
                return;
            using FileStream file = File.OpenRead(input);
            file.CopyTo(stdin);
        }
        catch (IOException)
        {
            // It was killed.
        }
    }
}
