using System.Text;
using System.Text.RegularExpressions;
using Clu.Images.Trees;

namespace Clu.Systems.Reference;

/// <summary>The texts of the reference system, kept as files in <c>Reference/Files</c>. <c>@name@</c> in them is filled in.</summary>
internal static partial class ReferenceFiles
{
    private const string Prefix = "Clu.Systems.Reference.Files/";

    /// <summary>Names of all texts below a folder, in byte order.</summary>
    public static IEnumerable<string> Below(string folder) => typeof(ReferenceFiles).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith($"{Prefix}{folder}/", StringComparison.Ordinal))
        .Select(name => name[Prefix.Length..])
        .Order(StringComparer.Ordinal);

    /// <summary>A text with its placeholders filled in.</summary>
    /// <exception cref="ArgumentException">A placeholder has no value.</exception>
    public static string Read(string name, params ReadOnlySpan<(string Key, string Value)> values)
    {
        using Stream stream = typeof(ReferenceFiles).Assembly.GetManifestResourceStream(Prefix + name)
            ?? throw new ArgumentException($"there is no text '{name}'", nameof(name));
        using StreamReader reader = new(stream, Encoding.UTF8);
        string text = reader.ReadToEnd();
        foreach ((string key, string value) in values)
            text = text.Replace($"@{key}@", value, StringComparison.Ordinal);
        Match left = Placeholder().Match(text);
        return left.Success ? throw new ArgumentException($"'{name}' asks for {left.Value}", nameof(values)) : text;
    }

    /// <summary>A text as a file of a store object.</summary>
    public static ImageFile File(string text, bool executable = false) => new(
        new MemoryContent(Encoding.UTF8.GetBytes(text)), executable ? UnixPermissions.ReadOnlyExecutable : UnixPermissions.ReadOnly);

    [GeneratedRegex("@[a-z]+@")]
    private static partial Regex Placeholder();
}
