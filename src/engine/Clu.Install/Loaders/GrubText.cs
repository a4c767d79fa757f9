using System.Globalization;
using System.Text;
using Clu.Nix.BootSpecs;

namespace Clu.Install.Loaders;

/// <summary>GRUB's menu in the shape that nixpkgs' builder gives it; <c>grub-script-check</c> accepts it.</summary>
internal static class GrubText
{
    /// <summary>Where kernels and ramdisks go.</summary>
    public const string KernelFolder = "/kernels";

    /// <summary>Where the menu is, with the loader's modules.</summary>
    public const string ConfigurationFolder = "/grub";

    /// <summary>What the loader reads first.</summary>
    public const string ConfigurationPath = $"{ConfigurationFolder}/grub.cfg";

    /// <summary>What names of menus begin with that an interrupted update left.</summary>
    public const string ConfigurationPrefix = "grub.cfg.";

    private const string Special = "\\$'`;&|<>{}#*?[]~!()";
    private const string SpecialInQuotes = "\\$`";

    /// <summary>Makes everything but the loader itself.</summary>
    /// <param name="settings">How this machine starts.</param>
    /// <param name="folder">Where it goes.</param>
    /// <param name="generations">The generations, in any order.</param>
    /// <param name="started">Number of the one that is started by default.</param>
    /// <exception cref="Clu.Binary.CluException">CLU0660, CLU0661: a generation cannot be started this way.</exception>
    public static LoaderFileSet Make(LoaderSettings settings, BootFolder folder, IReadOnlyList<LoaderGeneration> generations, int started)
    {
        List<(string StoreFile, string Path)> copies = [];
        StringBuilder text = new();
        text.Append(Head(settings, folder));

        void Entry(string title, BootSpec spec, string indent)
        {
            copies.Add((spec.Kernel, Kernel(spec.Kernel)));
            text.Append(CultureInfo.InvariantCulture, $$"""
                {{indent}}menuentry {{Quote(title)}} --class nixos --unrestricted {
                {{indent}}  {{Search(folder)}}
                {{indent}}  linux {{InFolder(folder, spec.Kernel)}} {{Escape(KernelCommandLine.Of(spec, settings.KernelParameters))}}

                """);
            if (spec.Initrd is { } initrd)
            {
                copies.Add((initrd, Kernel(initrd)));
                text.Append(CultureInfo.InvariantCulture, $"{indent}  initrd {InFolder(folder, initrd)}\n");
            }

            text.Append(indent).Append("}\n");
        }

        LoaderGeneration first = generations.First(generation => generation.Number == started);
        Entry(first.Spec.Specialisations.Count == 0 ? settings.Title : $"{settings.Title} - Default", first.Spec, "");
        foreach ((string name, BootSpec spec) in Specialisations(first.Spec))
            Entry($"{settings.Title} - {name}", spec, "");
        text.Append(CultureInfo.InvariantCulture, $"submenu {Quote($"{settings.Title} - All configurations")} --class submenu {{\n");
        foreach (LoaderGeneration generation in generations.OrderByDescending(generation => generation.Number))
        {
            Entry(Configuration(settings, generation, null, generation.Spec), generation.Spec, "  ");
            foreach ((string name, BootSpec spec) in Specialisations(generation.Spec))
                Entry(Configuration(settings, generation, name, spec), spec, "  ");
        }

        text.Append("}\n");
        return new LoaderFileSet([.. copies.Distinct()], [(ConfigurationPath, text.ToString())]);
    }

    private static string Head(LoaderSettings settings, BootFolder folder) => string.Create(CultureInfo.InvariantCulture, $"""
        # Boot menu made by clu, anew with every change of the system's generations.
        {Search(folder)}
        set default=0
        set timeout={settings.TimeoutSeconds}

        # A computer without a serial port has only the screen.
        if serial --unit=0 --speed=115200; then
          set serial_line=serial
        fi
        terminal_input console $serial_line
        terminal_output console $serial_line


        """);

    private static string Search(BootFolder folder) => folder.Uuid is { } uuid ? $"search --set=drive1 --fs-uuid {uuid}" : "set drive1=$root";

    private static string InFolder(BootFolder folder, string storeFile) => $"($drive1){Escape($"{folder.Prefix}{Kernel(storeFile)}")}";

    private static string Kernel(string storeFile) => $"{KernelFolder}/{BootFileName.Grub(storeFile)}";

    private static string Configuration(LoaderSettings settings, LoaderGeneration generation, string? specialisation, BootSpec spec) => string.Create(
        CultureInfo.InvariantCulture,
        $"{settings.Title} - Configuration {generation.Number}{(specialisation is null ? "" : $" {specialisation}")} ({generation.Built:yyyy-MM-dd} - {spec.Label})");

    private static IEnumerable<KeyValuePair<string, BootSpec>> Specialisations(BootSpec spec) => spec.Specialisations.OrderBy(pair => pair.Key, StringComparer.Ordinal);

    private static string Quote(string text) => $"'{new string([.. text.Select(c => char.IsControl(c) ? ' ' : c)]).Replace("'", "'\\''", StringComparison.Ordinal)}'";

    // GRUB's shell takes quotes away and puts its own around what holds spaces, so that pairs of quotes stay as they are.
    private static string Escape(string words)
    {
        bool paired = words.Count(c => c == '"') % 2 == 0;
        bool inside = false;
        StringBuilder escaped = new();
        foreach (char c in words)
        {
            inside ^= paired && c == '"';
            if (c == '"' ? !paired : (inside ? SpecialInQuotes : Special).Contains(c, StringComparison.Ordinal))
                escaped.Append('\\');
            escaped.Append(c);
        }

        return escaped.ToString();
    }
}
