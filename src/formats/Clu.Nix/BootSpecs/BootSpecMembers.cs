using System.Text.Json;
using Clu.Binary;

namespace Clu.Nix.BootSpecs;

/// <summary>The members of one JSON object, each taken once.</summary>
internal sealed class BootSpecMembers
{
    private readonly SortedDictionary<string, JsonElement> _members = new(StringComparer.Ordinal);
    private readonly string _where;

    /// <summary>Reads an object.</summary>
    /// <param name="value">The object.</param>
    /// <param name="where">Its path from the root, for errors.</param>
    public BootSpecMembers(JsonElement value, string where)
    {
        _where = where;
        if (value.ValueKind != JsonValueKind.Object)
            throw Malformed(where.Length == 0 ? "document" : where, MalformedReason.InvalidValue, "an object", Kind(value));
        foreach (JsonProperty member in value.EnumerateObject())
        {
            string name = Unescaped(where + "/…", () => member.Name);
            if (!_members.TryAdd(name, member.Value))
                throw Malformed(Path(name), MalformedReason.Inconsistent, "each name once", "it again");
        }
    }

    /// <summary>The names not taken yet, sorted.</summary>
    public IReadOnlyCollection<string> Names => [.. _members.Keys];

    /// <summary>Takes an object that must be there.</summary>
    public BootSpecMembers Object(string name) => new(Take(name), Path(name));

    /// <summary>Takes a text that must be there and not be empty.</summary>
    public string Text(string name) => Text(Take(name), Path(name), minLength: 1);

    /// <summary>Takes a text; null where it is absent or null.</summary>
    public string? OptionalText(string name)
    {
        if (!_members.TryGetValue(name, out JsonElement value))
            return null;
        if (value.ValueKind != JsonValueKind.Null)
            return Text(name);
        _members.Remove(name);
        return null;
    }

    /// <summary>Takes a list of texts that must be there.</summary>
    public IReadOnlyList<string> Texts(string name)
    {
        JsonElement value = Take(name);
        return value.ValueKind == JsonValueKind.Array
            ? [.. value.EnumerateArray().Select(item => Text(item, Path(name), minLength: 0))]
            : throw Malformed(Path(name), MalformedReason.InvalidValue, "an array of strings", Kind(value));
    }

    /// <summary>All that was not taken, as JSON text.</summary>
    public IReadOnlyDictionary<string, string> Rest() => _members.ToDictionary(pair => pair.Key, pair => Extension(pair.Value, Path(pair.Key)));

    /// <summary>Refuses what was not taken: it would be lost.</summary>
    public void RefuseRest()
    {
        if (_members.Count > 0)
            throw Malformed(Path(_members.Keys.First()), MalformedReason.Unsupported, "the names of version 1", "another");
    }

    public static MalformedDataException Malformed(
        string field, MalformedReason reason, string expected, string actual, long offset = -1, Exception? inner = null) =>
        new("bootspec", offset, field, reason, expected, actual, inner);

    private string Path(string name) => _where.Length == 0 ? name : $"{_where}/{name}";

    private JsonElement Take(string name) => _members.Remove(name, out JsonElement value)
        ? value
        : throw Malformed(Path(name), MalformedReason.InvalidValue, "a value", "none");

    private static string Text(JsonElement value, string where, int minLength)
    {
        if (value.ValueKind != JsonValueKind.String)
            throw Malformed(where, MalformedReason.InvalidValue, "a string", Kind(value));
        string text = Unescaped(where, () => value.GetString()!);
        if (text.Length >= minLength && !text.Contains('\0'))
            return text;
        string expected = minLength == 0 ? "a string without NUL" : "at least one character and no NUL";
        throw Malformed(where, MalformedReason.InvalidValue, expected, $"'{text}'");
    }

    private static string Extension(JsonElement value, string where)
    {
        RefuseDuplicates(value, where);
        return Unescaped(where, () => CanonicalJson.Of(value));
    }

    private static void RefuseDuplicates(JsonElement value, string where)
    {
        if (value.ValueKind == JsonValueKind.Object)
        {
            foreach ((string name, JsonElement member) in new BootSpecMembers(value, where)._members)
                RefuseDuplicates(member, $"{where}/{name}");
        }
        else if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement item in value.EnumerateArray())
                RefuseDuplicates(item, where);
        }
    }

    // JSON's text can be taken apart though a string in it is no text: bytes that are not UTF-8, half a surrogate pair.
    private static string Unescaped(string where, Func<string> read)
    {
        try
        {
            return read();
        }
        catch (InvalidOperationException e)
        {
            throw Malformed(where, MalformedReason.InvalidValue, "Unicode text", "what is none", inner: e);
        }
    }

    private static string Kind(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "a number",
        JsonValueKind.Null => "null",
        _ => "a truth value",
    };
}
