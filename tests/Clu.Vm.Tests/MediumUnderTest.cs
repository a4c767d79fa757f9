using System.Diagnostics;
using Clu.Testing;

namespace Clu.Vm.Tests;

/// <summary>The image that all machines boot: <c>CLU_TEST_ISO</c>, or one that <c>clu build iso --profile minimal</c> makes once.</summary>
public static class MediumUnderTest
{
    private static readonly Lazy<string> Image = new(Find);

    /// <summary>Path of the image; skips the test where it can be neither found nor built.</summary>
    public static string Path => Image.Value;

    private static string Find()
    {
        if (Environment.GetEnvironmentVariable("CLU_TEST_ISO") is { Length: > 0 } given)
            return File.Exists(given) ? given : throw new InvalidOperationException($"CLU_TEST_ISO names no file: {given}");

        string launcher = System.IO.Path.Combine(RepositoryRoot.Path, "clu");
        if (!File.Exists(launcher))
        {
            throw Environment.GetEnvironmentVariable("CI") == "true"
                ? new InvalidOperationException("no ./clu to build an image with")
                : Xunit.Sdk.SkipException.ForSkip("no ./clu to build an image with, and no CLU_TEST_ISO");
        }

        ProcessStartInfo start = new(launcher, ["build", "iso", "--profile", "minimal"])
        {
            WorkingDirectory = RepositoryRoot.Path,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        using Process build = Process.Start(start)!;
        Task<string> error = build.StandardError.ReadToEndAsync();
        string output = build.StandardOutput.ReadToEnd();
        build.WaitForExit();
        if (build.ExitCode != 0)
            throw new InvalidOperationException($"clu build iso ended with {build.ExitCode}\n{output}\n{error.Result}");
        return new DirectoryInfo(System.IO.Path.Combine(RepositoryRoot.Path, "result", "iso")).GetFiles("*minimal*.iso")
            .MaxBy(file => file.LastWriteTimeUtc)?.FullName ?? throw new InvalidOperationException("clu build iso left no image in result/iso\n" + output);
    }
}
