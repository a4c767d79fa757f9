using System.ComponentModel;
using System.Text;
using CliWrap;
using CliWrap.Buffered;
using Clu.Stores;

namespace Clu.Systems.Flakes;

/// <summary>A working tree of git: Nix sees of a flake in one what git tracks, and nothing else.</summary>
internal sealed class GitFolder
{
    private const string NewMark = "?? ";
    private const string IgnoredMark = "!! ";

    private readonly string _folder;

    private GitFolder(string folder, IReadOnlyList<UntrackedFile> untracked)
    {
        _folder = folder;
        Untracked = untracked;
    }

    /// <summary>Whether this machine has git.</summary>
    public static bool IsAvailable => ProgramPath.Find("git") is not null;

    /// <summary>What git does not track.</summary>
    public IReadOnlyList<UntrackedFile> Untracked { get; }

    /// <summary>The tree that a folder is in; null where it is in none, or there is no git to ask.</summary>
    public static async Task<GitFolder?> OfAsync(string folder, CancellationToken cancel)
    {
        if (!Directory.Exists(folder) || await RunAsync(folder, ["rev-parse", "--show-toplevel"], cancel).ConfigureAwait(false) is not { } root)
            return null;
        string top = root.TrimEnd('\n');
        string status = await RunAsync(top, ["status", "--porcelain=v1", "-z", "--untracked-files=all", "--ignored=matching"], cancel).ConfigureAwait(false) ?? "";
        return new GitFolder(top, [.. status.Split('\0').Select(Untrack).OfType<UntrackedFile>()]);
    }

    /// <summary>What makes git track a file.</summary>
    public string AddCommand(UntrackedFile file) => $"git -C {_folder} add {(file.Ignored ? "--force " : "")}{file.Path}";

    private static UntrackedFile? Untrack(string line) =>
        line.StartsWith(NewMark, StringComparison.Ordinal) ? new UntrackedFile(line[NewMark.Length..], false)
        : line.StartsWith(IgnoredMark, StringComparison.Ordinal) ? new UntrackedFile(line[IgnoredMark.Length..], true)
        : null;

    private static async Task<string?> RunAsync(string folder, IEnumerable<string> arguments, CancellationToken cancel)
    {
        if (ProgramPath.Find("git") is not { } git)
            return null;
        try
        {
            BufferedCommandResult result = await CliWrap.Cli.Wrap(git).WithArguments(["-C", folder, .. arguments])
                .WithEnvironmentVariables(environment => environment.Set("LC_ALL", "C").Set("GIT_OPTIONAL_LOCKS", "0"))
                .WithValidation(CommandResultValidation.None).ExecuteBufferedAsync(Encoding.UTF8, cancel).ConfigureAwait(false);
            return result.ExitCode == 0 ? result.StandardOutput : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
