using System.ComponentModel;
using System.Text;
using CliWrap;
using CliWrap.Buffered;
using Clu.Binary;
using Clu.Nix.Listings;
using Clu.Stores.Closures;
using Clu.Stores.Local;
using Clu.Systems.Reference.Kernels;

namespace Clu.Systems.Programs;

/// <summary>
/// Runs a program of a Nix store on this machine as it is, also where the store is not at <c>/nix/store</c>: then by the closure's own dynamic
/// loader with the closure's own libraries.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="files">Files of a closure that has the program and all that it needs.</param>
public sealed class StoreProgram(LocalStore store, ClosureFiles files)
{
    private const long MaxProgram = 1 << 30;

    /// <summary>Runs a program to its end.</summary>
    /// <param name="path">Its absolute path in the store.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>What it printed.</returns>
    /// <exception cref="CluException">CLU0716: it is not there, or cannot be run from where it is. CLU0717: it failed.</exception>
    public async Task<string> RunAsync(string path, IEnumerable<string> arguments, CancellationToken cancel)
    {
        (string program, IReadOnlyList<string> before) = Start(path);
        BufferedCommandResult result;
        try
        {
            result = await CliWrap.Cli.Wrap(program)
                .WithArguments([.. before, .. arguments])
                .WithEnvironmentVariables(environment => environment.Set("LC_ALL", "C").Set("SOURCE_DATE_EPOCH", "1"))
                .WithValidation(CommandResultValidation.None)
                .ExecuteBufferedAsync(Encoding.UTF8, cancel)
                .ConfigureAwait(false);
        }
        catch (Win32Exception e)
        {
            throw ProgramErrors.CannotRun(path, e.Message);
        }

        return result.ExitCode == 0
            ? result.StandardOutput
            : throw ProgramErrors.Failed(path, result.ExitCode, result.StandardError.Trim());
    }

    private (string Program, IReadOnlyList<string> Before) Start(string path)
    {
        if (files.Find(path) is not { Node: ListingFile } node)
            throw ProgramErrors.CannotRun(path, "its closure has no such file");
        if (store.PhysicalPath(node.Object.Path) == store.Directory.Print(node.Object.Path))
            return (path, []);
        string physical = Physical(node);
        byte[] content = files.Read(path, MaxProgram) ?? [];
        if (content.AsSpan().StartsWith("#!"u8))
            throw ProgramErrors.CannotRun(path, $"it is a script, and its store is not at {store.Directory}");
        ElfFile file;
        try
        {
            file = ElfFile.Read(content);
        }
        catch (MalformedDataException e)
        {
            throw ProgramErrors.CannotRun(path, e.Message);
        }

        // A program that is not of Nix's making takes its loader and its libraries from the machine.
        if (file.Loader is not { } loader || !store.Directory.TryParseInside(loader, out _, out _))
            return (physical, []);
        ClosureNode found = files.Find(loader) ?? throw ProgramErrors.CannotRun(path, $"its closure has no '{loader}'");
        return (Physical(found), ["--library-path", string.Join(':', Libraries()), "--argv0", Path.GetFileName(path), physical]);
    }

    private IEnumerable<string> Libraries() => files.Objects
        .Select(info => files.Find($"{store.Directory.Print(info.Path)}/lib"))
        .Where(node => node?.Node is ListingDirectory)
        .Select(node => Physical(node!))
        .Distinct();

    private string Physical(ClosureNode node) => store.PhysicalPath(node.Object.Path) + node.Inside;
}
