using System.Diagnostics;

namespace Clu.Testing;

/// <summary>Runs the outside tools that judge our output.</summary>
public static class Tool
{
    /// <summary>
    /// Runs a tool to its end. Where it is not installed the test is skipped, saying so; under <c>CI=true</c> it fails instead.
    /// </summary>
    public static ToolResult Run(string name, params string[] arguments) => RunWith(name, arguments);

    /// <inheritdoc cref="Run"/>
    public static ToolResult RunWith(
        string name, IEnumerable<string> arguments, byte[]? input = null, IReadOnlyDictionary<string, string>? environment = null, string? folder = null)
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
        Task<string> error = process.StandardError.ReadToEndAsync();
        Task feed = Task.Run(() =>
        {
            using Stream stdin = process.StandardInput.BaseStream;
            try
            {
                stdin.Write(input);
            }
            catch (IOException)
            {
                // The tool closed its input early; its exit code tells the rest.
            }
        });
        using MemoryStream output = new();
        process.StandardOutput.BaseStream.CopyTo(output);
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
