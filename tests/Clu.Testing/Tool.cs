using System.Diagnostics;

namespace Clu.Testing;

/// <summary>Runs the outside tools that judge our output.</summary>
public static class Tool
{
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(2);

    /// <summary>
    /// Runs a tool to its end. Where it is not installed the test is skipped, saying so; under <c>CI=true</c> it fails instead.
    /// </summary>
    public static ToolResult Run(string name, params string[] arguments) => RunWith(name, arguments);

    /// <inheritdoc cref="Run"/>
    /// <param name="name">The tool.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="input">What it reads.</param>
    /// <param name="environment">Variables in addition to those of this process.</param>
    /// <param name="folder">Where it runs.</param>
    /// <param name="answer">Bytes that it answers before its input ends: a server may take the end for a client that is gone.</param>
    public static ToolResult RunWith(
        string name, IEnumerable<string> arguments, byte[]? input = null, IReadOnlyDictionary<string, string>? environment = null, string? folder = null, int answer = 0)
    {
        string path = Find(name) ?? throw Missing(name);
        ProcessStartInfo start = new(path, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder ?? "",
        };
        foreach ((string key, string value) in environment ?? new Dictionary<string, string>())
            start.Environment[key] = value;
        using Process process = Process.Start(start)!;
        using ManualResetEventSlim answered = new(answer == 0);
        Task<string> error = process.StandardError.ReadToEndAsync();
        Task feed = Task.Run(() =>
        {
            using Stream stdin = process.StandardInput.BaseStream;
            try
            {
                stdin.Write(input);
                stdin.Flush();
                answered.Wait(_patience);
            }
            catch (IOException)
            {
                // The tool closed its input early; its exit code tells the rest.
            }
        });
        using MemoryStream output = new();
        byte[] buffer = new byte[1 << 16];
        while (process.StandardOutput.BaseStream.Read(buffer) is > 0 and int count)
        {
            output.Write(buffer, 0, count);
            if (output.Length >= answer)
                answered.Set();
        }

        answered.Set();
        process.WaitForExit();
        feed.Wait();
        return new ToolResult($"{name} {string.Join(' ', start.ArgumentList)}", process.ExitCode, output.ToArray(), error.Result);
    }

    /// <summary>Full path of a tool, or null.</summary>
    public static string? Find(string name) =>
        $"{Environment.GetEnvironmentVariable("PATH")}:/usr/sbin:/sbin".Split(':')
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);

    /// <summary>What a test throws that needs a tool: it is skipped, in CI it fails.</summary>
    public static Exception Missing(string name)
    {
        string text = $"`{name}` is not installed (./test installs what tests need)";
        return Environment.GetEnvironmentVariable("CI") == "true"
            ? new InvalidOperationException(text)
            : Xunit.Sdk.SkipException.ForSkip(text);
    }
}
