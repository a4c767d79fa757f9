using System.Diagnostics;
using System.Text.Json;
using Clu.Testing;

namespace Clu.Vm.Tests;

/// <summary>Signals to the real program while it writes an image: one error, nothing half-written, and the same command succeeds after that.</summary>
public sealed class InterruptedBuildTests
{
    private const int Interrupted = 130;

    [Fact]
    public async Task A_build_that_gets_SIGINT_or_SIGTERM_leaves_no_image_and_can_be_run_again()
    {
        // Packages and system are in the cache after this, and the program is built.
        _ = MediumUnderTest.Path;
        using TempFolder folder = new();
        string image = folder["a.iso"];
        foreach (string signal in new[] { "INT", "TERM" })
        {
            using Process build = Start(image);
            Task<string> error = build.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            string? line;
            do
            {
                line = await build.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
                Assert.True(line is not null, "the build ended before it could be interrupted");
            }
            while (!IsBegun(line));

            Tool.Run("kill", $"-{signal}", build.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)).Succeeded();
            _ = await build.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await build.WaitForExitAsync(TestContext.Current.CancellationToken);

            Assert.Equal(Interrupted, build.ExitCode);
            Assert.Equal(
                "error CLU0900: interrupted\nhint: run the same command again: finished work is kept and it goes on from there\n", await error);
            Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
        }

        using Process again = Start(image);
        Task<string> errors = again.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        _ = await again.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await again.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.True(again.ExitCode == 0, await errors);
        Assert.Equal(["a.iso"], Directory.EnumerateFileSystemEntries(folder.Path).Select(Path.GetFileName));
    }

    /// <summary>Whether an event says that a part of the image is written.</summary>
    private static bool IsBegun(string line)
    {
        JsonElement value = JsonDocument.Parse(line).RootElement;
        return value.GetProperty("event").GetString() == "step-advanced" && value.GetProperty("step").GetString() == "image";
    }

    private static Process Start(string image)
    {
        // What starts the tests may ignore signals, and a program inherits that.
        ProcessStartInfo start = new(
            "env",
            [
                "--default-signal=INT,TERM", Path.Combine(RepositoryRoot.Path, "clu"), "build", "iso", "--profile", "minimal", "--json",
                "--output", image,
            ])
        {
            WorkingDirectory = RepositoryRoot.Path,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        return Process.Start(start)!;
    }
}
