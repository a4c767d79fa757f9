using System.Text;
using Clu.Media.Hosts;
using Clu.Nix.Listings;
using Clu.Stores.Closures;

namespace Clu.Media.Proofs;

/// <summary>Proves that the kernel modules of a host are there: those that it loads by name, and every file of the modules' own index.</summary>
internal sealed class ModuleProver(MediumHost host, ClosureFiles files, ProofFindings findings)
{
    private const long MaxIndex = 64 << 20;
    private const long MaxText = 1 << 20;
    private const int MostNamed = 10;

    private readonly string _self = files.Directory.Print(host.Toplevel);

    public void Run()
    {
        HashSet<string> known = new(StringComparer.Ordinal);
        if (files.Find($"{_self}/kernel-modules/lib/modules")?.Node is ListingDirectory releases)
        {
            foreach (string release in releases.Entries.Keys.Select(name => name.ToString()))
                known.UnionWith(Index($"{_self}/kernel-modules/lib/modules/{release}"));
        }

        foreach ((string file, string module) in Wanted())
        {
            if (!known.Contains(Normal(module)))
                findings.Error(ProofCheck.Modules, host.Name, $"the kernel module '{module}' of {file} is not among its kernel modules", "take it out of boot.kernelModules, or add the package that has it to boot.extraModulePackages");
        }
    }

    /// <summary>Checks the files of an index, and gives the names of all modules of a kernel.</summary>
    private IEnumerable<string> Index(string folder)
    {
        string[] loadable = [.. Lines($"{folder}/modules.dep").Select(line => line.Split(':')[0])];
        string[] missing = [.. loadable.Where(file => !files.HasFile(file.StartsWith('/') ? file : $"{folder}/{file}"))];
        foreach (string file in missing.Take(MostNamed))
            findings.Error(ProofCheck.Modules, host.Name, $"the kernel module object '{file}' is not on the medium, and the index of modules has it", ProofRemedies.BuildSystem);
        if (missing.Length > MostNamed)
            findings.Error(ProofCheck.Modules, host.Name, $"{missing.Length - MostNamed} more kernel module objects are not on the medium", ProofRemedies.BuildSystem);
        return loadable.Except(missing).Concat(Lines($"{folder}/modules.builtin")).Select(NameOf);
    }

    /// <summary>Modules that are loaded by name, as <c>modules-load.d</c> has them.</summary>
    private IEnumerable<(string File, string Module)> Wanted()
    {
        if (files.Find($"{_self}/etc/modules-load.d")?.Node is not ListingDirectory folder)
            yield break;
        foreach (string file in folder.Entries.Keys.Select(name => $"etc/modules-load.d/{name}").Where(file => file.EndsWith(".conf", StringComparison.Ordinal)))
        {
            foreach (string line in Lines($"{_self}/{file}", MaxText).Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] is not ('#' or ';')))
                yield return (file, line);
        }
    }

    private string[] Lines(string file, long most = MaxIndex) =>
        files.Read(file, most) is { } text ? Encoding.UTF8.GetString(text).Split('\n', StringSplitOptions.RemoveEmptyEntries) : [];

    /// <summary>The name of a file: <c>kernel/fs/fuse.ko.xz</c> is <c>fuse</c>.</summary>
    private static string NameOf(string file)
    {
        string name = file[(file.LastIndexOf('/') + 1)..].Trim();
        int end = name.IndexOf(".ko", StringComparison.Ordinal);
        return Normal(end < 0 ? name : name[..end]);
    }

    /// <summary>For the kernel dash and underscore are the same.</summary>
    private static string Normal(string module) => module.Replace('-', '_');
}
