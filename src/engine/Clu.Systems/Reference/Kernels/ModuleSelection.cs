using System.Text;

namespace Clu.Systems.Reference.Kernels;

/// <summary>The modules of an initial ramdisk: those asked for, with all that they depend on, softly or not.</summary>
internal sealed class ModuleSelection
{
    private const string Extension = ".ko";

    private readonly SortedSet<string> _names = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, string[]> _chosen = new(StringComparer.Ordinal);
    private readonly ModuleIndex _index;

    /// <summary>Chooses modules.</summary>
    /// <param name="index">The kernel's index.</param>
    /// <param name="wanted">Names; those that are built in or do not exist are left out.</param>
    public ModuleSelection(ModuleIndex index, IEnumerable<string> wanted)
    {
        _index = index;
        Dictionary<string, (string File, string[] Needs)> all = [];
        foreach (string line in index.Lines("modules.dep"))
        {
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            string file = line[..colon];
            all[NameOf(file)] = (file, line[(colon + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries));
        }

        ILookup<string, string> soft = (
            from line in index.Lines("modules.softdep")
            let words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            where words.Length > 2 && words[0] == "softdep"
            from word in words.Skip(2)
            where !word.EndsWith(':')
            select (Module: Normal(words[1]), Needed: Normal(word))).ToLookup(s => s.Module, s => s.Needed);
        ILookup<string, string> aliases = (
            from line in index.Lines("modules.alias")
            let words = line.Split(' ')
            where words.Length == 3 && !words[1].Contains('*', StringComparison.Ordinal)
            select (Alias: Normal(words[1]), Module: Normal(words[2]))).ToLookup(a => a.Alias, a => a.Module);

        Queue<string> open = new(wanted.Select(Normal));
        while (open.TryDequeue(out string? name))
        {
            if (!all.TryGetValue(name, out (string File, string[] Needs) module))
            {
                foreach (string provider in aliases[name].Where(p => p != name))
                    open.Enqueue(provider);
                continue;
            }

            if (!_names.Add(name))
                continue;
            _chosen[module.File] = module.Needs;
            foreach (string need in module.Needs.Select(NameOf).Concat(soft[name]))
                open.Enqueue(need);
        }
    }

    /// <summary>The modules' files below the kernel's module folder, compressed as the package has them.</summary>
    public IReadOnlyCollection<string> Files => _chosen.Keys;

    /// <summary>Dependencies in the words of <c>modules.dep</c>, for uncompressed files.</summary>
    public string Dependencies => string.Concat(_chosen.Select(m => $"{Uncompressed(m.Key)}:{string.Concat(m.Value.Select(n => $" {Uncompressed(n)}"))}\n"));

    /// <summary>Aliases of the chosen modules in the words of <c>modules.alias</c>.</summary>
    public string Aliases => Filter("modules.alias");

    /// <summary>Symbols of the chosen modules in the words of <c>modules.symbols</c>.</summary>
    public string Symbols => Filter("modules.symbols");

    /// <summary>A module's file without the ending that says how it is compressed.</summary>
    public static string Uncompressed(string file) => file[..(file.LastIndexOf(Extension, StringComparison.Ordinal) + Extension.Length)];

    private string Filter(string list)
    {
        StringBuilder text = new();
        foreach (string line in _index.Lines(list))
        {
            if (line[0] != '#' && _names.Contains(Normal(line[(line.LastIndexOf(' ') + 1)..])))
                text.Append(line).Append('\n');
        }

        return text.ToString();
    }

    private static string NameOf(string file) => Normal(Path.GetFileName(Uncompressed(file))[..^Extension.Length]);

    /// <summary>The kernel takes a dash and an underline for the same.</summary>
    private static string Normal(string name) => name.Replace('-', '_');
}
