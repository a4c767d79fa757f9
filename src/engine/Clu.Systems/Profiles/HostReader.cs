using Clu.Binary;
using Clu.Systems.Toml;

namespace Clu.Systems.Profiles;

/// <summary>Reads <c>[[host]]</c> of a profile.</summary>
internal static class HostReader
{
    /// <summary>Reads all hosts, in the profile's order.</summary>
    /// <param name="root">The profile.</param>
    /// <param name="kernel">The profile's own kernel, which a host has unless it names another.</param>
    /// <param name="folder">The profile's folder, from which relative paths start.</param>
    /// <exception cref="CluException">CLU0402 to CLU0407.</exception>
    public static IReadOnlyList<HostProfile> Read(TomlTable root, PackageName kernel, string folder)
    {
        List<HostProfile> hosts = [];
        foreach (TomlTable table in root.Tables("host"))
        {
            HostProfile host = ReadOne(table, hosts, kernel, folder);
            hosts.Add(hosts.All(other => other.Name != host.Name) ? host : throw table.Twice("name", "host", host.Name.Text));
        }

        return hosts;
    }

    private static HostProfile ReadOne(TomlTable table, List<HostProfile> before, PackageName kernel, string folder)
    {
        table.AllowOnly([.. ProfileKeys.Host, ProfileKeys.HostUsers]);
        HostName name = ProfileWords.Host(table, "name") ?? throw table.Missing("name");
        string description = table.Text("description") ?? "";
        if (description.Length > HostProfile.MaxDescription || description.Any(char.IsControl))
            throw table.Bad("description", "what it is", $"one line of at most {HostProfile.MaxDescription} characters");
        string? toplevel = ReadToplevel(table);
        HostProfile? model = ReadModel(table, before);
        IReadOnlyList<PackageName>? packages = ProfileWords.Packages(table, "packages");
        CheckSource(table, name, toplevel, packages, model);
        return new HostProfile
        {
            Name = name,
            Description = description,
            Toplevel = toplevel,
            Flake = KitReader.ReadFlake(table, folder, name),
            RebuildKit = KitReader.ReadKit(table),
            Packages = [.. (model?.Packages ?? []).Concat(packages ?? []).Distinct()],
            Kernel = ProfileWords.Package(table, "kernel") ?? model?.Kernel ?? kernel,
            KernelParameters = ProfileWords.Words(table, "kernel-params") ?? model?.KernelParameters ?? [],
            HostName = ProfileWords.Host(table, "hostname"),
            Layout = Matching(table, "layout", HostDefaultWords.IsLayout, HostDefaultWords.LayoutExpected),
            TimeZone = Matching(table, "time-zone", HostDefaultWords.IsTimeZone, HostDefaultWords.TimeZoneExpected),
            Locale = Matching(table, "locale", HostDefaultWords.IsLocale, HostDefaultWords.LocaleExpected),
            Keymap = Matching(table, "keymap", HostDefaultWords.IsKeymap, HostDefaultWords.KeymapExpected),
            Users = UserReader.Read(table, ProfileKeys.HostUsers),
        };
    }

    /// <summary>The host whose packages this one has, too.</summary>
    private static HostProfile? ReadModel(TomlTable table, List<HostProfile> before)
    {
        if (ProfileWords.Host(table, "like") is not { } name)
            return null;
        return before.FirstOrDefault(host => host.Name == name && host.Toplevel is null)
            ?? throw table.Bad("like", $"'{name}'", "the name of a host further up that is made of packages");
    }

    /// <summary>A system is made here or was made elsewhere; what says how to make it means nothing then.</summary>
    private static void CheckSource(TomlTable table, HostName name, string? toplevel, IReadOnlyList<PackageName>? packages, HostProfile? model)
    {
        if ((toplevel is null) == (packages is null && model is null))
            throw ProfileErrors.HostSource(toplevel is null ? table.Span : table.At(packages is null ? "like" : "packages"), name, toplevel is not null);
        if (packages is { Count: 0 } && model is null)
            throw table.Bad("packages", "empty", "the packages of a system");
        if (toplevel is not null && ProfileKeys.HostOfPackages.FirstOrDefault(table.Has) is { } key)
            throw ProfileErrors.HostKey(table.At(key), name, key);
    }

    private static string? ReadToplevel(TomlTable table)
    {
        if (table.Text("toplevel") is not { } path)
            return null;
        return path.StartsWith('/') && path.Contains("/nix/store/", StringComparison.Ordinal) && !path.Any(char.IsControl)
            ? path
            : throw table.Bad("toplevel", $"'{path}'", "an absolute store path");
    }

    private static string? Matching(TomlTable table, string key, Func<string, bool> isOne, string expected) => table.Text(key) switch
    {
        null => null,
        string text when isOne(text) => text,
        string text => throw table.Bad(key, $"'{text}'", expected),
    };
}
