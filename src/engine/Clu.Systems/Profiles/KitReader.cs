using Clu.Systems.Rebuilds;
using Clu.Systems.Toml;

namespace Clu.Systems.Profiles;

/// <summary>Reads what a host is rebuilt from: <c>flake</c> and <c>rebuild-kit</c>.</summary>
internal static class KitReader
{
    private const string Kit = "rebuild-kit";
    private const string Flake = "flake";

    /// <summary>Reads <c>flake</c>, <c>PATH</c> or <c>PATH#NAME</c>; null when the host has none.</summary>
    /// <param name="table">The host.</param>
    /// <param name="folder">Where relative paths start.</param>
    /// <param name="host">The name where none is said.</param>
    public static FlakeProfile? ReadFlake(TomlTable table, string folder, HostName host)
    {
        if (table.Text(Flake) is not { } text)
            return null;
        CheckToplevel(table, Flake);
        int mark = text.LastIndexOf('#');
        string path = mark < 0 ? text : text[..mark], name = mark < 0 ? host.Text : text[(mark + 1)..];
        return path.Length > 0 && name.Length > 0 && !text.Any(char.IsControl) && !path.Contains(':', StringComparison.Ordinal)
            ? new FlakeProfile(Path.GetFullPath(path, folder), name)
            : throw table.Bad(Flake, $"'{text}'", "a folder or store path, and after a # the name of the configuration");
    }

    /// <summary>Reads <c>rebuild-kit</c>; null when the host has none.</summary>
    public static KitProfile? ReadKit(TomlTable host)
    {
        if (host.Table(Kit) is not { } table)
            return null;
        CheckToplevel(host, Kit);
        table.AllowOnly(ProfileKeys.RebuildKit);
        IReadOnlyList<SystemChange> allow = table.List("allow", (text, at) => SystemChanges.TryParse(text, out SystemChange change)
            ? change
            : throw table.Bad(at, "allow", $"'{text}'", string.Join(", ", SystemChanges.Words))) ?? throw table.Missing("allow");
        if (allow.Count == 0 || allow.Distinct().Count() < allow.Count)
            throw table.Bad("allow", allow.Count == 0 ? "empty" : "what has a word twice", $"each once: {string.Join(", ", SystemChanges.Words)}");
        long bytes = 0;
        string? budget = table.Text("budget");
        return budget is null || KitBudget.TryParse(budget, out bytes)
            ? new KitProfile(allow, budget is null ? null : bytes)
            : throw table.Bad("budget", $"'{budget}'", KitBudget.Expected);
    }

    private static void CheckToplevel(TomlTable table, string key)
    {
        if (!table.Has("toplevel"))
            throw table.Bad(key, "there", "a host with a toplevel: a system that is made of packages is not rebuilt by Nix");
    }
}
