using System.ComponentModel;
using System.Text;
using CliWrap;
using CliWrap.Buffered;
using Clu.Binary;
using Clu.Nix.Listings;
using Clu.Stores;
using Clu.Stores.Closures;
using Clu.Stores.Local;
using Clu.Systems.Reference.Kernels;

namespace Clu.Systems.Programs;

/// <summary>
/// Runs a program of a Nix store on this machine as it is, also where the store is not at <c>/nix/store</c>: then by the closure's own dynamic
/// loader with the closure's own libraries, and a script where it sees the store at its place.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="files">Files of a closure that has the program and all that it needs.</param>
public sealed class StoreProgram(LocalStore store, ClosureFiles files)
{
    private const long MaxProgram = 1 << 30;

    /// <summary>
    /// Everything of this machine but its <c>/nix</c>, and the store there instead; the mounts are of this process alone. Arguments: an empty folder, the
    /// store's objects, the program and its arguments.
    /// </summary>
    private const string StoreAtItsPlace = """
        set -eu
        root=$1 objects=$2
        shift 2
        for place in /*; do
          name=${place#/}
          if [ "$name" = nix ]; then continue
          elif [ -L "$place" ]; then cp -P "$place" "$root/$name"
          elif [ -d "$place" ]; then mkdir "$root/$name"; mount --rbind "$place" "$root/$name"
          fi
        done
        mkdir -p "$root/nix/store"
        mount --bind "$objects" "$root/nix/store"
        exec chroot "$root" "$@"
        """;

    /// <summary>Runs a program to its end.</summary>
    /// <param name="path">Its absolute path in the store.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>What it printed.</returns>
    /// <exception cref="CluException">CLU0716: it is not there, or cannot be run from where it is. CLU0717: it failed.</exception>
    public async Task<string> RunAsync(string path, IEnumerable<string> arguments, CancellationToken cancel)
    {
        string root = Directory.CreateTempSubdirectory("clu-program-").FullName;
        BufferedCommandResult result;
        try
        {
            (string program, IReadOnlyList<string> before) = Start(path, root);
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
        finally
        {
            Remove(root);
        }

        return result.ExitCode == 0
            ? result.StandardOutput
            : throw ProgramErrors.Failed(path, result.ExitCode, result.StandardError.Trim());
    }

    private (string Program, IReadOnlyList<string> Before) Start(string path, string root)
    {
        if (files.Find(path) is not { Node: ListingFile } node)
            throw ProgramErrors.CannotRun(path, "its closure has no such file");
        if (store.PhysicalPath(node.Object.Path) == store.Directory.Print(node.Object.Path))
            return (path, []);
        string physical = Physical(node);
        byte[] content = files.Read(path, MaxProgram) ?? [];
        if (content.AsSpan().StartsWith("#!"u8))
            return InNamespace(path, root);
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

    private (string Program, IReadOnlyList<string> Before) InNamespace(string path, string root)
    {
        string unshare = ProgramPath.Find("unshare")
            ?? throw ProgramErrors.CannotRun(path, $"it is a script, its store is not at {store.Directory}, and this machine has no `unshare` to show it there");
        string objects = Path.GetDirectoryName(store.PhysicalPath(files.Objects.First().Path))!;
        string[] user = Environment.UserName == "root" ? [] : ["--user", "--map-root-user"];
        return (unshare, [.. user, "--mount", "--propagation", "private", "sh", "-c", StoreAtItsPlace, "sh", root, objects, path]);
    }

    /// <summary>Removes mount points, which are empty, and links; never what might still be mounted there.</summary>
    private static void Remove(string root)
    {
        foreach (string place in Directory.GetFileSystemEntries(root))
        {
            if (new FileInfo(place).LinkTarget is not null)
                File.Delete(place);
            else if (Path.GetFileName(place) == "nix" && Directory.Exists(Path.Combine(place, "store")))
                Directory.Delete(Path.Combine(place, "store"));
            if (Directory.Exists(place))
                Directory.Delete(place);
        }

        Directory.Delete(root);
    }

    private IEnumerable<string> Libraries() => files.Objects
        .Select(info => files.Find($"{store.Directory.Print(info.Path)}/lib"))
        .Where(node => node?.Node is ListingDirectory)
        .Select(node => Physical(node!))
        .Distinct();

    private string Physical(ClosureNode node) => store.PhysicalPath(node.Object.Path) + node.Inside;
}
