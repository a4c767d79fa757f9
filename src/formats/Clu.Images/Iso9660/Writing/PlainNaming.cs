using System.Globalization;
using System.Text;
using Clu.Binary;
using Clu.Images.Trees;

namespace Clu.Images.Iso9660.Writing;

/// <summary>
/// Names of interchange level 3: upper case letters, digits and <c>_</c>, 30 of them in name and extension. They matter to readers without Rock Ridge only.
/// Names that become equal get a number; the first in byte order keeps its own.
/// </summary>
internal sealed class PlainNaming : INaming
{
    private const int MaxExtension = 8;

    public IReadOnlyList<NamedEntry> Name(ImageDirectory directory)
    {
        List<(string Stem, string Extension, NamedEntry Entry)> named = [];
        HashSet<string> taken = [];
        Dictionary<string, int> numbers = [];
        foreach ((FileName name, ImageNode node) in directory.Entries)
        {
            (string stem, string extension) = Split(name.ToString(), node is ImageDirectory);
            string unique = Unique(stem, extension, taken, numbers);
            string identifier = node is ImageDirectory ? unique : $"{unique}.{extension};1";
            named.Add((unique, extension, new NamedEntry(Encoding.ASCII.GetBytes(identifier), name, node)));
        }

        named.Sort((left, right) =>
        {
            // As ECMA-119 9.3 has it: both padded with spaces, which are below every character of a name.
            int order = string.CompareOrdinal(left.Stem, right.Stem);
            return order != 0 ? order : string.CompareOrdinal(left.Extension, right.Extension);
        });
        return [.. named.Select(item => item.Entry)];
    }

    private static (string Stem, string Extension) Split(string name, bool isDirectory)
    {
        int dot = isDirectory ? -1 : name.LastIndexOf('.');
        string stem = Clean(dot <= 0 ? name : name[..dot]);
        string extension = dot <= 0 ? "" : Clean(name[(dot + 1)..]);
        extension = extension[..Math.Min(extension.Length, MaxExtension)];
        return (stem[..Math.Min(stem.Length, Iso9660Limits.MaxIdentifier - extension.Length)], extension);
    }

    private static string Unique(string stem, string extension, HashSet<string> taken, Dictionary<string, int> numbers)
    {
        if (taken.Add($"{stem}.{extension}"))
            return stem;
        string key = $"{stem}.{extension}";
        for (int number = numbers.GetValueOrDefault(key); ; number++)
        {
            string tail = number.ToString(CultureInfo.InvariantCulture);
            string candidate = stem[..Math.Min(stem.Length, Iso9660Limits.MaxIdentifier - extension.Length - tail.Length)] + tail;
            if (!taken.Add($"{candidate}.{extension}"))
                continue;
            numbers[key] = number + 1;
            return candidate;
        }
    }

    private static string Clean(string text) =>
        string.Concat(text.ToUpperInvariant().Select(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c) ? c : '_'));
}
