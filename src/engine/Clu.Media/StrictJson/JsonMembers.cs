using System.Globalization;
using System.Text.Json;
using Clu.Binary;
using Clu.Nix.StorePaths;
using Clu.Nix.StrictJson;

namespace Clu.Media.StrictJson;

/// <summary>The members of one JSON object, each taken once; none may be left.</summary>
internal sealed class JsonMembers : JsonMembers<JsonMembers>
{
    private readonly JsonFormat _format;

    private JsonMembers(JsonFormat format, JsonElement value, string where)
        : base(format, value, where) => _format = format;

    /// <summary>Reads a document's one object.</summary>
    /// <exception cref="MalformedDataException">It is no JSON, no object, too long or too deep, something follows it, or as the reader says.</exception>
    public static T Read<T>(JsonFormat format, ReadOnlySpan<byte> json, Func<JsonMembers, T> read) =>
        format.Read(json, root => read(new JsonMembers(format, root, "")));

    /// <summary>Takes an object or null.</summary>
    public JsonMembers? OptionalObject(string name)
    {
        JsonElement value = Take(name);
        return value.ValueKind == JsonValueKind.Null ? null : Nested(value, PathOf(name));
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
            _ => throw Wrong(PathOf(name), "a string, a whole number or a truth value", value),
        };
    }

    /// <summary>Takes an array of objects.</summary>
    public IEnumerable<JsonMembers> Objects(string name, int most) =>
        Items(name, most).Select((item, i) => Nested(item, string.Create(CultureInfo.InvariantCulture, $"{PathOf(name)}/{i}")));

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
    public long Number(string name) => Number(Take(name), name);

    /// <summary>Takes a whole number from zero, or null.</summary>
    public long? OptionalNumber(string name) => Take(name) is { ValueKind: not JsonValueKind.Null } value ? Number(value, name) : null;

    /// <summary>The error for a value that is no valid one.</summary>
    public MalformedDataException Bad(string name, string expected, string actual) => Malformed(PathOf(name), MalformedReason.InvalidValue, expected, $"'{actual}'");

    /// <inheritdoc/>
    protected override JsonMembers Nested(JsonElement value, string where) => new(_format, value, where);

    /// <inheritdoc/>
    protected override string Text(JsonElement value, string where)
    {
        string text = base.Text(value, where);
        return !text.Any(char.IsControl) ? text : throw Malformed(where, MalformedReason.InvalidValue, "a string without control characters", "one with them");
    }

    // 1e3 and 1.0 are numbers of JSON too; there is one form for each number.
    private long Number(JsonElement value, string name) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out long number) && number >= 0
        && value.GetRawText() == number.ToString(CultureInfo.InvariantCulture)
            ? number
            : throw Bad(name, "a whole number from 0", value.ValueKind == JsonValueKind.Number ? value.GetRawText() : Kind(value));

    private JsonElement[] Items(string name, int most)
    {
        JsonElement[] items = [.. Array(name)];
        return items.Length <= most
            ? items
            : throw Malformed(PathOf(name), MalformedReason.LimitExceeded, $"at most {most}", items.Length.ToString(CultureInfo.InvariantCulture));
    }
}
