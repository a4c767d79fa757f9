using System.Text;
using Clu.Nix.Listings;
using Clu.Stores.Closures;

namespace Clu.Media.Contracts;

/// <summary>What drivers a kernel has while the initial ramdisk runs: those in it, and those built in.</summary>
internal sealed class KernelModules
{
    /// <summary>What mounts the medium and its store.</summary>
    public static readonly IReadOnlyList<string> OfMedium = ["squashfs", "isofs", "overlay", "loop"];

    private const string BuiltInList = "modules.builtin";
    private const long MaxList = 4 << 20;

    private static readonly string[] _suffixes = [".ko", ".ko.xz", ".ko.zst", ".ko.gz"];

    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    /// <summary>Looks them up.</summary>
    /// <param name="files">The system's closure.</param>
    /// <param name="initrd">Its ramdisk.</param>
    /// <param name="toplevel">Absolute path of the system.</param>
    public KernelModules(ClosureFiles files, InitrdContents initrd, string toplevel)
    {
        Add(initrd.Paths);
        string folder = $"{toplevel}/kernel-modules/lib/modules";
        if (files.Find(folder)?.Node is not ListingDirectory releases)
            return;
        foreach (string release in releases.Entries.Keys.Select(name => name.ToString()))
        {
            if (files.Read($"{folder}/{release}/{BuiltInList}", MaxList) is not { } list)
                continue;
            KnowsBuiltIn = true;
            Add(Encoding.UTF8.GetString(list).Split('\n'));
        }
    }

    /// <summary>Whether the list of what is built in was found.</summary>
    public bool KnowsBuiltIn { get; }

    /// <summary>Whether a driver is there.</summary>
    public bool Has(string module) => _names.Contains(module);

    private void Add(IEnumerable<string> paths)
    {
        foreach (string file in paths.Select(path => path[(path.LastIndexOf('/') + 1)..]))
        {
            if (_suffixes.FirstOrDefault(suffix => file.EndsWith(suffix, StringComparison.Ordinal)) is { } suffix)
                _names.Add(file[..^suffix.Length].Replace('-', '_'));
        }
    }
}
