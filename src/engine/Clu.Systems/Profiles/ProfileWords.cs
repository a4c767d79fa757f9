using Clu.Systems.Toml;
using Tomlyn.Syntax;

namespace Clu.Systems.Profiles;

/// <summary>Takes single values of profiles over; what is none is CLU0403 with its place.</summary>
internal static class ProfileWords
{
    /// <summary>A word without blanks.</summary>
    public static string Word(TomlTable table, string key, string text, SourceSpan at) => text.Length > 0 && !text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c))
        ? text
        : throw table.Bad(at, key, $"'{text}'", "words without blanks");

    /// <summary>An array of words; null when the key is missing.</summary>
    public static IReadOnlyList<string>? Words(TomlTable table, string key) => table.List(key, (text, at) => Word(table, key, text, at));

    /// <summary>A host name; null when the key is missing.</summary>
    public static HostName? Host(TomlTable table, string key)
    {
        if (table.Text(key) is not { } text)
            return null;
        return HostName.TryParse(text, out HostName name)
            ? name
            : throw table.Bad(key, $"'{text}'", HostName.Expected);
    }

    /// <summary>A package; null when the key is missing.</summary>
    public static PackageName? Package(TomlTable table, string key) => table.Text(key) is { } text ? Package(table, key, text, table.At(key)) : null;

    /// <summary>Packages, none twice (CLU0405); null when the key is missing.</summary>
    public static IReadOnlyList<PackageName>? Packages(TomlTable table, string key)
    {
        HashSet<PackageName> seen = [];
        return table.List(key, (text, at) =>
        {
            PackageName name = Package(table, key, text, at);
            return seen.Add(name) ? name : throw TomlTable.Twice(at, "package", text);
        });
    }

    private static PackageName Package(TomlTable table, string key, string text, SourceSpan at) => PackageName.TryParse(text, out PackageName name)
        ? name
        : throw table.Bad(at, key, $"'{text}'", PackageName.Expected);
}
