using System.Globalization;
using System.Text.Json;
using Clu.Binary;
using Clu.Nix.StorePaths;

namespace Clu.Media.StrictJson;

/// <summary>The members of one JSON object, each taken once; none may be left.</summary>
internal sealed class JsonMembers
{
    private readonly SortedDictionary<string, JsonElement> _members = new(StringComparer.Ordinal);
    private readonly JsonFormat _format;
    private readonly string _where;

    /// <summary>Reads an object.</summary>
    /// <param name="format">What the document is, for errors.</param>
    /// <param name="value">The object.</param>
    /// <param name="where">Its path from the root, for errors.</param>
    public JsonMembers(JsonFormat format, JsonElement value, string where)
    {
        _format = format;
        _where = where;
        if (value.ValueKind != JsonValueKind.Object)
            throw Malformed(where.Length == 0 ? "document" : where, MalformedReason.InvalidValue, "an object", Kind(value));
        foreach (JsonProperty member in value.EnumerateObject())
        {
            string name = Unescaped($"{where}/…", () => member.Name);
            if (!_members.TryAdd(name, member.Value))
                throw Malformed(PathOf(name), MalformedReason.Inconsistent, "each name once", "it again");
        }
    }

    /// <summary>The names not taken yet, sorted.</summary>
    public IReadOnlyCollection<string> Names => [.. _members.Keys];

    /// <summary>A member's path from the root.</summary>
    public string PathOf(string name) => _where.Length == 0 ? name : $"{_where}/{name}";

    /// <summary>Takes an object.</summary>
    public JsonMembers Object(string name) => new(_format, Take(name), PathOf(name));

    /// <summary>Takes an object or null.</summary>
    public JsonMembers? OptionalObject(string name)
    {
        JsonElement value = Take(name);
        return value.ValueKind == JsonValueKind.Null ? null : new JsonMembers(_format, value, PathOf(name));
    }

    /// <summary>Takes a truth value.</summary>
    public bool Truth(string name)
    {
        JsonElement value = Take(name);
        return value.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? value.GetBoolean()
            : throw Malformed(PathOf(name), MalformedReason.InvalidValue, "a truth value", Kind(value));
    }

    /// <summary>Takes a text, a number or a truth value: what an attribute of a flake reference can be.</summary>
    public object Plain(string name)
    {
        JsonElement value = Take(name);
        return value.ValueKind switch
        {
            JsonValueKind.String => Text(value, PathOf(name)),
            JsonValueKind.Number when value.TryGetInt64(out long number) && value.GetRawText() == number.ToString(CultureInfo.InvariantCulture) => number,
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => throw Malformed(PathOf(name), MalformedReason.InvalidValue, "a string, a whole number or a truth value", Kind(value)),
        };
    }

    /// <summary>Takes an array of objects.</summary>
    public IEnumerable<JsonMembers> Objects(string name, int most) =>
        Items(name, most).Select((item, i) => new JsonMembers(_format, item, string.Create(CultureInfo.InvariantCulture, $"{PathOf(name)}/{i}")));

    /// <summary>Takes a text.</summary>
    public string Text(string name) => Text(Take(name), PathOf(name));

    /// <summary>Takes a text or null.</summary>
    public string? OptionalText(string name)
    {
        JsonElement value = Take(name);
        return value.ValueKind == JsonValueKind.Null ? null : Text(value, PathOf(name));
    }

    /// <summary>Takes an array of texts.</summary>
    public IReadOnlyList<string> Texts(string name, int most) => [.. Items(name, most).Select(item => Text(item, PathOf(name)))];

    /// <summary>Takes the base name of a store path.</summary>
    public StorePath Path(string name) => Path(Text(name), name);

    /// <summary>Takes an array of base names of store paths.</summary>
    public IReadOnlyList<StorePath> Paths(string name, int most) => [.. Texts(name, most).Select(text => Path(text, name))];

    /// <summary>The path that a text names.</summary>
    public StorePath Path(string text, string name) => StorePath.TryParse(text, out StorePath? path) ? path : throw Bad(name, "the base name of a store path", text);

    /// <summary>Takes a whole number from zero.</summary>
    public long Number(string name)
    {
        JsonElement value = Take(name);
        // 1e3 and 1.0 are numbers of JSON too; there is one form for each number.
        return value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out long number) && number >= 0
            && value.GetRawText() == number.ToString(CultureInfo.InvariantCulture)
            ? number
            : throw Bad(name, "a whole number from 0", value.ValueKind == JsonValueKind.Number ? value.GetRawText() : Kind(value));
    }

    /// <summary>Takes a whole number from zero, or null.</summary>
    public long? OptionalNumber(string name)
    {
        if (_members.GetValueOrDefault(name).ValueKind != JsonValueKind.Null)
            return Number(name);
        _members.Remove(name);
        return null;
    }

    /// <summary>Refuses what was not taken: a reader that does not know it would do less than the medium asks.</summary>
    public void RefuseRest()
    {
        if (_members.Count > 0)
            throw Malformed(PathOf(_members.Keys.First()), MalformedReason.Unsupported, "the names of version 1", "another");
    }

    /// <summary>The error for a value that is no valid one.</summary>
    public MalformedDataException Bad(string name, string expected, string actual) => Malformed(PathOf(name), MalformedReason.InvalidValue, expected, $"'{actual}'");

    /// <summary>An error at a place of the document.</summary>
    public MalformedDataException Malformed(string field, MalformedReason reason, string expected, string actual, Exception? inner = null) =>
        _format.Malformed(field, reason, expected, actual, inner: inner);

    private JsonElement[] Items(string name, int most)
    {
        JsonElement value = Take(name);
        if (value.ValueKind != JsonValueKind.Array)
            throw Malformed(PathOf(name), MalformedReason.InvalidValue, "an array", Kind(value));
        int count = value.GetArrayLength();
        return count <= most
            ? [.. value.EnumerateArray()]
            : throw Malformed(PathOf(name), MalformedReason.LimitExceeded, $"at most {most}", count.ToString(CultureInfo.InvariantCulture));
    }

    private JsonElement Take(string name) => _members.Remove(name, out JsonElement value)
        ? value
        : throw Malformed(PathOf(name), MalformedReason.InvalidValue, "a value", "none");

    private string Text(JsonElement value, string where)
    {
        if (value.ValueKind != JsonValueKind.String)
            throw Malformed(where, MalformedReason.InvalidValue, "a string", Kind(value));
        string text = Unescaped(where, () => value.GetString()!);
        return !text.Any(char.IsControl) ? text : throw Malformed(where, MalformedReason.InvalidValue, "a string without control characters", "one with them");
    }

    // JSON's text can be taken apart though a string in it is no text: bytes that are not UTF-8, half a surrogate pair.
    private string Unescaped(string where, Func<string> read)
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
