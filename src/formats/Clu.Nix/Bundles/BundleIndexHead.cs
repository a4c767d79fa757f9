using System.Text;
using Clu.Binary;
using Clu.Nix.StorePaths;

namespace Clu.Nix.Bundles;

/// <summary>The lines before the objects. What they contradict is found when the whole text is written again.</summary>
internal sealed record BundleIndexHead(StoreDirectory Directory, string? BaseName, IReadOnlyList<StorePath> Roots)
{
    public static BundleIndexHead Read(ReadOnlySpan<byte> text)
    {
        StoreDirectory? directory = null;
        string? baseName = null;
        List<StorePath> roots = [];
        int at = 0, number = 0;
        while (at < text.Length)
        {
            int length = text[at..].IndexOf((byte)'\n');
            if (length < 0)
                throw BundleIndex.Malformed(text.Length, "line", MalformedReason.Truncated, "a line feed", "the end");
            (string name, string value) = Field(at, Encoding.UTF8.GetString(text.Slice(at, length)));
            switch (name)
            {
                case "Bundle" when number == 0:
                    if (value != "1")
                        throw BundleIndex.Malformed(at, name, MalformedReason.Unsupported, "1", StorePath.Shown(value));
                    break;
                case "StoreDir" when directory is null && number == 1:
                    directory = StoreDirectory.TryCreate(value, out StoreDirectory? found) ? found : throw Wrong(at, name, "a store directory", value);
                    break;
                case "BaseName" when baseName is null:
                    baseName = value.Length is > 0 and <= BundleLimits.MaxBaseNameLength && !value.Any(char.IsControl)
                        ? value
                        : throw Wrong(at, name, $"1 to {BundleLimits.MaxBaseNameLength} characters that can be shown", value);
                    break;
                case "Root":
                    roots.Add(StorePath.Parse(value));
                    break;
                case "Base":
                    break;
                default:
                    throw BundleIndex.Malformed(at, "line", MalformedReason.Unsupported, number == 0 ? "'Bundle: 1'" : "a field of version 1", StorePath.Shown(name));
            }

            at += length + 1;
            number++;
        }

        return new BundleIndexHead(directory ?? throw BundleIndex.Malformed(at, "StoreDir", MalformedReason.Truncated, "the field", "the end"), baseName, roots);
    }

    private static MalformedDataException Wrong(int at, string name, string expected, string value) =>
        BundleIndex.Malformed(at, name, MalformedReason.InvalidValue, expected, StorePath.Shown(value));

    private static (string Name, string Value) Field(int at, string line)
    {
        int colon = line.IndexOf(": ", StringComparison.Ordinal);
        return colon > 0
            ? (line[..colon], line[(colon + 2)..])
            : throw BundleIndex.Malformed(at, "line", MalformedReason.InvalidValue, "'Field: value'", StorePath.Shown(line));
    }
}
