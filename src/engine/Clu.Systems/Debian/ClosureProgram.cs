using System.Text;
using CliWrap;
using CliWrap.Buffered;
using Clu.Binary;

namespace Clu.Systems.Debian;

/// <summary>
/// Runs a program of a closure on this machine as it is: by the closure's own dynamic loader with the closure's own libraries, so that
/// neither the host's versions nor their absence matter.
/// </summary>
public sealed class ClosureProgram
{
    private const string Multiarch = "usr/lib/x86_64-linux-gnu";
    private const string Loader = $"{Multiarch}/ld-linux-x86-64.so.2";

    private readonly IReadOnlyList<string> _folders;
    private readonly string _loader;
    private readonly string _libraryPath;

    /// <summary>Looks the loader and the libraries up.</summary>
    /// <exception cref="CluException">CLU0435: the closure has no C library.</exception>
    public ClosureProgram(DebianClosure closure)
        : this([.. closure.Objects.Select(o => o.PhysicalPath)])
    {
    }

    /// <summary>The same of unpacked packages, wherever they come from.</summary>
    /// <param name="folders">Their folders.</param>
    /// <exception cref="CluException">CLU0435: none of them has a C library.</exception>
    public ClosureProgram(IReadOnlyList<string> folders)
    {
        _folders = folders;
        _loader = folders
            .Select(folder => Path.Combine(folder, Loader))
            .FirstOrDefault(File.Exists) ?? throw DebianErrors.MissingProgram(Path.GetFileName(Loader));
        _libraryPath = string.Join(':', folders
            .SelectMany(folder => new[] { Multiarch, $"{Multiarch}/systemd", "usr/lib" }.Select(inside => Path.Combine(folder, inside)))
            .Where(Directory.Exists));
    }

    /// <summary>Whether unpacked packages have files of them all, and the C library.</summary>
    public static bool Has(IEnumerable<string> folders, IEnumerable<string> files)
    {
        string[] all = [.. folders];
        return files.Append(Loader).All(file => all.Any(folder => File.Exists(Path.Combine(folder, file))));
    }

    /// <summary>The file of a program in the closure, for example <c>usr/bin/grub-mkimage</c>.</summary>
    /// <exception cref="CluException">CLU0435: no package has it.</exception>
    public string Find(string file) => _folders
        .Select(folder => Path.Combine(folder, file))
        .FirstOrDefault(File.Exists) ?? throw DebianErrors.MissingProgram(file);

    /// <summary>Whether a package has a file.</summary>
    public bool Has(string file) => _folders.Any(folder => File.Exists(Path.Combine(folder, file)));

    /// <summary>Runs a program to its end.</summary>
    /// <param name="file">Its path in its package, for example <c>usr/sbin/depmod</c> or <c>usr/bin/kmod</c>.</param>
    /// <param name="arguments">Its arguments; it sees <paramref name="name"/> as its own name.</param>
    /// <param name="name">What it is called as; null for the file's own name.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>What it printed.</returns>
    /// <exception cref="CluException">CLU0435: no package has it. CLU0436: it failed.</exception>
    public async Task<string> RunAsync(string file, IEnumerable<string> arguments, string? name = null, CancellationToken cancel = default) =>
        (await RunAsync(file, arguments, new Dictionary<string, string>(), name, cancel: cancel).ConfigureAwait(false)).Output;

    /// <summary>The same with variables of its own.</summary>
    /// <param name="file">As above.</param>
    /// <param name="arguments">As above.</param>
    /// <param name="variables">Set beside those of this process.</param>
    /// <param name="name">As above.</param>
    /// <param name="line">Takes each line of standard output when it comes.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>What it printed, and what of it on standard error.</returns>
    /// <exception cref="CluException">CLU0435: no package has it. CLU0436: it failed.</exception>
    public async Task<(string Output, string Error)> RunAsync(
        string file,
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string> variables,
        string? name = null,
        Action<string>? line = null,
        CancellationToken cancel = default)
    {
        string program = Find(file);
        string calledAs = name ?? Path.GetFileName(file);
        BufferedCommandResult result = await CliWrap.Cli.Wrap(_loader)
            .WithArguments(["--library-path", _libraryPath, "--argv0", calledAs, program, .. arguments])
            .WithEnvironmentVariables(environment =>
            {
                environment.Set("LC_ALL", "C").Set("SOURCE_DATE_EPOCH", "1");
                foreach ((string variable, string value) in variables)
                    environment.Set(variable, value);
            })
            .WithStandardOutputPipe(line is null ? PipeTarget.Null : PipeTarget.ToDelegate(line))
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync(Encoding.UTF8, cancel)
            .ConfigureAwait(false);
        return result.ExitCode == 0
            ? (result.StandardOutput, result.StandardError)
            : throw DebianErrors.ProgramFailed(calledAs, result.ExitCode, result.StandardError.Trim());
    }
}
