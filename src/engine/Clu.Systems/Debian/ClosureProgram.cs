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

    private readonly DebianClosure _closure;
    private readonly string _loader;
    private readonly string _libraryPath;

    /// <summary>Looks the loader and the libraries up.</summary>
    /// <exception cref="CluException">CLU0435: the closure has no C library.</exception>
    public ClosureProgram(DebianClosure closure)
    {
        _closure = closure;
        _loader = closure.Objects
            .Select(o => Path.Combine(o.PhysicalPath, Multiarch, "ld-linux-x86-64.so.2"))
            .FirstOrDefault(File.Exists) ?? throw DebianErrors.MissingProgram("ld-linux-x86-64.so.2");
        _libraryPath = string.Join(':', closure.Objects
            .SelectMany(o => new[] { Multiarch, $"{Multiarch}/systemd", "usr/lib" }.Select(folder => Path.Combine(o.PhysicalPath, folder)))
            .Where(Directory.Exists));
    }

    /// <summary>The file of a program in the closure, for example <c>usr/bin/grub-mkimage</c>.</summary>
    /// <exception cref="CluException">CLU0435: no package has it.</exception>
    public string Find(string file) => _closure.Objects
        .Select(o => Path.Combine(o.PhysicalPath, file))
        .FirstOrDefault(File.Exists) ?? throw DebianErrors.MissingProgram(file);

    /// <summary>Whether a package has a file.</summary>
    public bool Has(string file) => _closure.Objects.Any(o => File.Exists(Path.Combine(o.PhysicalPath, file)));

    /// <summary>Runs a program to its end.</summary>
    /// <param name="file">Its path in its package, for example <c>usr/sbin/depmod</c> or <c>usr/bin/kmod</c>.</param>
    /// <param name="arguments">Its arguments; it sees <paramref name="name"/> as its own name.</param>
    /// <param name="name">What it is called as; null for the file's own name.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>What it printed.</returns>
    /// <exception cref="CluException">CLU0435: no package has it. CLU0436: it failed.</exception>
    public async Task<string> RunAsync(string file, IEnumerable<string> arguments, string? name = null, CancellationToken cancel = default) =>
        (await RunAsync(file, arguments, new Dictionary<string, string>(), name, cancel).ConfigureAwait(false)).Output;

    /// <summary>The same with variables of its own.</summary>
    /// <returns>What it printed, and what of it on standard error.</returns>
    /// <exception cref="CluException">CLU0435: no package has it. CLU0436: it failed.</exception>
    public async Task<(string Output, string Error)> RunAsync(
        string file, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> variables, string? name = null, CancellationToken cancel = default)
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
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync(Encoding.UTF8, cancel)
            .ConfigureAwait(false);
        return result.ExitCode == 0
            ? (result.StandardOutput, result.StandardError)
            : throw DebianErrors.ProgramFailed(calledAs, result.ExitCode, result.StandardError.Trim());
    }
}
