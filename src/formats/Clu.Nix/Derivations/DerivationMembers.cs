using System.Text.Json;
using Clu.Binary;
using Clu.Nix.StorePaths;

namespace Clu.Nix.Derivations;

/// <summary>The members of one JSON object, each taken once.</summary>
internal sealed class DerivationMembers
{
    private readonly SortedDictionary<string, JsonElement> _members = new(StringComparer.Ordinal);

    public DerivationMembers(JsonElement value, string where)
    {
        Where = where;
        if (value.ValueKind != JsonValueKind.Object)
            throw Malformed(where.Length == 0 ? "document" : where, MalformedReason.InvalidValue, "an object", "something else");
        foreach (JsonProperty member in value.EnumerateObject())
        {
            if (!_members.TryAdd(member.Name, member.Value))
                throw Malformed(Path(member.Name), MalformedReason.Inconsistent, "each name once", "it again");
        }
    }

    /// <summary>The object's path from the root, for errors.</summary>
    public string Where { get; }

    /// <summary>The names not taken yet, sorted.</summary>
    public IReadOnlyCollection<string> Names => _members.Keys;

    public static MalformedDataException Malformed(
        string field, MalformedReason reason, string expected, string actual, long offset = -1, Exception? inner = null) =>
        new("derivation JSON", offset, field, reason, expected, actual, inner);

    public DerivationMembers Object(string name) => new(Take(name), Path(name));

    /// <summary>Takes all members, which must be objects.</summary>
    public IEnumerable<T> Each<T>(Func<string, DerivationMembers, T> read) =>
        _members.Keys.ToArray().Select(name => read(name, Object(name)));

    public string Text(string name) => Text(Take(name), Path(name));

    /// <summary>Takes a text that is the name of a store object.</summary>
    public string Name(string name)
    {
        string text = Text(name);
        return StorePath.IsName(text) ? text : throw Malformed(Path(name), MalformedReason.InvalidValue, "the name of a store object", StorePath.Shown(text));
    }

    /// <summary>Takes a number; -1 where it is none that fits.</summary>
    public int Number(string name) => Take(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt32(out int number) ? number : -1;

    /// <summary>Takes a truth value; false where there is none.</summary>
    public bool Flag(string name)
    {
        if (!_members.Remove(name, out JsonElement value))
            return false;
        return value.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? value.GetBoolean()
            : throw Malformed(Path(name), MalformedReason.InvalidValue, "a truth value", "something else");
    }

    /// <summary>Takes a list of strings in order.</summary>
    public IReadOnlyList<DerivationString> Strings(string name) => [.. Items(name).Select(item => new DerivationString(Text(item, Path(name))))];

    /// <summary>Takes a list of texts, each once.</summary>
    public IReadOnlyList<T> Texts<T>(string name, Func<string, T> read)
    {
        HashSet<string> seen = [];
        List<T> values = [];
        foreach (JsonElement item in Items(name))
        {
            string text = Text(item, Path(name));
            if (!seen.Add(text))
                throw Malformed(Path(name), MalformedReason.Inconsistent, "each once", $"{StorePath.Shown(text)} again");
            values.Add(read(text));
        }

        return values;
    }

    /// <summary>Takes an object as the text that the environment holds; null where it is absent or null.</summary>
    public DerivationString? Structured(string name)
    {
        if (!_members.Remove(name, out JsonElement value) || value.ValueKind == JsonValueKind.Null)
            return null;
        if (value.ValueKind != JsonValueKind.Object)
            throw Malformed(Path(name), MalformedReason.InvalidValue, "an object", "something else");
        JsonText text = new(indented: false);
        text.Value(value);
        return new DerivationString(text.ToBytes());
    }

    /// <summary>Refuses what was not taken: it would be lost.</summary>
    public void RefuseRest()
    {
        if (_members.Count > 0)
            throw Malformed(Path(_members.Keys.First()), MalformedReason.Unsupported, "the names of version 4", "another");
    }

    private static string Text(JsonElement value, string where) => value.ValueKind == JsonValueKind.String
        ? value.GetString()!
        : throw Malformed(where, MalformedReason.InvalidValue, "a string", "something else");

    private JsonElement.ArrayEnumerator Items(string name)
    {
        JsonElement value = Take(name);
        return value.ValueKind == JsonValueKind.Array
            ? value.EnumerateArray()
            : throw Malformed(Path(name), MalformedReason.InvalidValue, "an array", "something else");
    }

    private string Path(string name) => Where.Length == 0 ? name : $"{Where}/{name}";

    private JsonElement Take(string name) => _members.Remove(name, out JsonElement value)
        ? value
        : throw Malformed(Path(name), MalformedReason.InvalidValue, "a value", "none");
}
