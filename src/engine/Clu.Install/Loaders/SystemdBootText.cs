using System.Globalization;
using System.Text;
using System.Text.Json;
using Clu.Nix.BootSpecs;

namespace Clu.Install.Loaders;

/// <summary>Entries of systemd-boot with the names and lines of nixpkgs' builder; boot loader specification, type 1.</summary>
internal static class SystemdBootText
{
    /// <summary>Where kernels and ramdisks go.</summary>
    public const string KernelFolder = "/EFI/nixos";

    /// <summary>Where entries go.</summary>
    public const string EntryFolder = "/loader/entries";

    /// <summary>What the loader reads first.</summary>
    public const string ConfigurationPath = "/loader/loader.conf";

    /// <summary>What names of our entries begin with; other systems have theirs in the same folder.</summary>
    public const string EntryPrefix = "nixos-generation-";

    private const string Extension = "org.nixos.systemd-boot";
    private const string DefaultSortKey = "nixos";

    /// <summary>Makes everything but the loader itself.</summary>
    /// <param name="settings">How this machine starts.</param>
    /// <param name="generations">The generations, in any order.</param>
    /// <param name="started">Number of the one that is started by default.</param>
    /// <param name="machineId">Of the target; null writes entries without.</param>
    /// <exception cref="Clu.Binary.CluException">CLU0660, CLU0661: a generation cannot be started this way.</exception>
    public static LoaderFileSet Make(LoaderSettings settings, IReadOnlyList<LoaderGeneration> generations, int started, string? machineId)
    {
        List<(string StoreFile, string Path)> copies = [];
        List<(string Path, string Content)> texts = [];
        foreach (LoaderGeneration generation in generations.OrderBy(generation => generation.Number))
        {
            void Add(string? specialisation, BootSpec spec)
            {
                copies.Add((spec.Kernel, Kernel(spec.Kernel)));
                if (spec.Initrd is { } initrd)
                    copies.Add((initrd, Kernel(initrd)));
                texts.Add(($"{EntryFolder}/{EntryName(generation.Number, specialisation)}", Entry(settings, generation, specialisation, spec, machineId)));
            }

            Add(null, generation.Spec);
            foreach ((string name, BootSpec spec) in generation.Spec.Specialisations.OrderBy(pair => pair.Key, StringComparer.Ordinal))
                Add(name, spec);
        }

        texts.Add((ConfigurationPath, string.Create(
            CultureInfo.InvariantCulture, $"timeout {settings.TimeoutSeconds}\ndefault {EntryName(started, null)}\nconsole-mode keep\n")));
        return new LoaderFileSet([.. copies.Distinct()], texts);
    }

    private static string EntryName(int number, string? specialisation)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"{EntryPrefix}{number}");
        return BootFileName.Checked(specialisation is null ? $"{name}.conf" : $"{name}-specialisation-{specialisation}.conf", specialisation ?? name);
    }

    private static string Entry(LoaderSettings settings, LoaderGeneration generation, string? specialisation, BootSpec spec, string? machineId)
    {
        StringBuilder text = new();
        void Line(string key, string value) => text.Append(key).Append(' ').Append(OneLine(value)).Append('\n');
        Line("title", specialisation is null ? settings.Title : $"{settings.Title} ({specialisation})");
        Line("sort-key", SortKey(spec));
        Line("version", string.Create(CultureInfo.InvariantCulture, $"Generation {generation.Number} {spec.Label}, built on {generation.Built:yyyy-MM-dd}"));
        Line("linux", Kernel(spec.Kernel));
        if (spec.Initrd is { } initrd)
            Line("initrd", Kernel(initrd));
        Line("options", KernelCommandLine.Of(spec, settings.KernelParameters));
        if (machineId is not null)
            Line("machine-id", machineId);
        return text.ToString();
    }

    private static string Kernel(string storeFile) => $"{KernelFolder}/{BootFileName.SystemdBoot(storeFile)}";

    private static string OneLine(string value) => new([.. value.Select(c => char.IsControl(c) ? ' ' : c)]);

    private static string SortKey(BootSpec spec)
    {
        if (!spec.Extensions.TryGetValue(Extension, out string? json))
            return DefaultSortKey;
        using JsonDocument document = JsonDocument.Parse(json);
        return document.RootElement is { ValueKind: JsonValueKind.Object } own && own.TryGetProperty("sortKey", out JsonElement key) && key.ValueKind == JsonValueKind.String
            ? key.GetString()!
            : DefaultSortKey;
    }
}
