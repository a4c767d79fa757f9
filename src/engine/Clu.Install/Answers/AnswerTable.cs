using System.Diagnostics.CodeAnalysis;
using Clu.Binary;
using Clu.Install.Answers.Values;
using Clu.Systems.Toml;
using Tomlyn.Syntax;

namespace Clu.Install.Answers;

/// <summary>How values of answers files are taken over from their tables.</summary>
internal static class AnswerTable
{
    public delegate bool Parser<T>([NotNullWhen(true)] string? text, out T value);

    /// <summary>A value that is written as a string; null when the key is missing.</summary>
    public static T? Read<T>(this TomlTable table, string key, Parser<T> parse, string expected)
        where T : struct
    {
        if (table.Text(key) is not { } text)
            return null;
        return parse(text, out T value) ? value : throw table.Bad(key, Shown(text), expected);
    }

    /// <summary>An array of values that are written as strings; null when the key is missing.</summary>
    public static IReadOnlyList<T>? ReadList<T>(this TomlTable table, string key, Parser<T> parse, string expected)
        where T : struct =>
        table.List(key, (text, at) => parse(text, out T value) ? value : throw table.Bad(at, key, Shown(text), expected));

    /// <summary>A hash of a password. What is there instead is not shown: it may be the password.</summary>
    public static PasswordHash? ReadHash(this TomlTable table, string key)
    {
        if (table.Text(key) is not { } text)
            return null;
        return PasswordHash.TryParse(text, out PasswordHash hash) ? hash : throw table.Bad(key, "what it is", PasswordHash.Expected);
    }

    /// <summary>Lines of authorized_keys, none twice.</summary>
    public static IReadOnlyList<AuthorizedKey>? ReadKeys(this TomlTable table, string key)
    {
        HashSet<AuthorizedKey> seen = [];
        return table.List(key, (text, at) =>
        {
            if (!AuthorizedKey.TryParse(text, out AuthorizedKey value))
                throw table.Bad(at, key, text.Contains("PRIVATE KEY", StringComparison.Ordinal) ? "a private key" : Shown(text), AuthorizedKey.Expected);
            return seen.Add(value) ? value : throw TomlTable.Twice(at, "key", Shown(text));
        });
    }

    /// <summary>A path of the live system, made absolute; null when the key is missing.</summary>
    public static string? ReadPath(this TomlTable table, string key, string? folder) =>
        table.Text(key) is { } text ? table.PathOf(table.At(key), key, text, folder) : null;

    /// <inheritdoc cref="ReadPath"/>
    public static string PathOf(this TomlTable table, SourceSpan at, string key, string text, string? folder)
    {
        if (text.Length is 0 or > 4095 || text.Any(char.IsControl))
            throw table.Bad(at, key, Shown(text), "a path");
        if (text[0] == '/')
            return Path.GetFullPath(text);
        return folder is null
            ? throw table.Bad(at, key, Shown(text), "an absolute path of the live system: these answers lie in no folder")
            : Path.GetFullPath(text, folder);
    }

    /// <summary>Passwords as they are typed have no place in a file.</summary>
    /// <exception cref="CluException">CLU0630.</exception>
    public static void RefusePasswords(TomlTable table)
    {
        foreach (string key in (string[])["password", "root-password"])
        {
            if (table.Has(key))
                throw InstallErrors.PlainPassword(table.At(key), key);
        }
    }

    private static string Shown(string text)
    {
        string line = string.Concat(text.Select(c => char.IsControl(c) ? '?' : c));
        return line.Length > 80 ? $"'{line[..77]}…'" : $"'{line}'";
    }
}
