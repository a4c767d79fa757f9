using System.Text.Json;
using Clu.Binary;

namespace Clu.Nix.StrictJson;

/// <summary>The members of one JSON object, each taken once. A format adds what its values can be.</summary>
/// <typeparam name="TSelf">The class of a format.</typeparam>
public abstract class JsonMembers<TSelf>
    where TSelf : JsonMembers<TSelf>
{
    private readonly SortedDictionary<string, JsonElement> _members = new(StringComparer.Ordinal);
    private readonly JsonFormat _format;

    /// <summary>Reads an object.</summary>
    /// <param name="format">What the document is, for errors.</param>
    /// <param name="value">The object.</param>
    /// <param name="where">Its path from the root, for errors.</param>
    /// <exception cref="MalformedDataException">It is no object, or has a name twice.</exception>
    protected JsonMembers(JsonFormat format, JsonElement value, string where)
    {
        _format = format;
        Where = where;
        if (value.ValueKind != JsonValueKind.Object)
            throw Wrong(where.Length == 0 ? "document" : where, "an object", value);
        foreach (JsonProperty member in value.EnumerateObject())
        {
            string name = Unescaped($"{where}/…", () => member.Name);
            if (!_members.TryAdd(name, member.Value))
                throw Malformed(PathOf(name), MalformedReason.Inconsistent, "each name once", "it again");
        }
    }

    /// <summary>The object's path from the root, for errors.</summary>
    public string Where { get; }

    /// <summary>The names not taken yet, sorted.</summary>
    public IReadOnlyCollection<string> Names => [.. _members.Keys];

    /// <summary>A member's path from the root.</summary>
    public string PathOf(string name) => Where.Length == 0 ? name : $"{Where}/{name}";

    /// <summary>Takes an object.</summary>
    public TSelf Object(string name) => Nested(Take(name), PathOf(name));

    /// <summary>Takes a text.</summary>
    public string Text(string name) => Text(Take(name), PathOf(name));

    /// <summary>Takes a truth value.</summary>
    public bool Truth(string name) => Truth(Take(name), PathOf(name));

    /// <summary>Refuses what was not taken: it would be lost.</summary>
    public void RefuseRest()
    {
        if (_members.Count > 0)
            throw Malformed(PathOf(_members.Keys.First()), MalformedReason.Unsupported, $"the names of version {_format.Version}", "another");
    }

    /// <inheritdoc cref="JsonFormat.Malformed"/>
    public MalformedDataException Malformed(string field, MalformedReason reason, string expected, string actual, Exception? inner = null) =>
        _format.Malformed(field, reason, expected, actual, inner: inner);

    /// <summary>An object in this one.</summary>
    protected abstract TSelf Nested(JsonElement value, string where);

    /// <summary>Takes a member that must be there.</summary>
    protected JsonElement Take(string name) => _members.Remove(name, out JsonElement value)
        ? value
        : throw Malformed(PathOf(name), MalformedReason.InvalidValue, "a value", "none");

    /// <summary>Takes a member; null where it is absent.</summary>
    protected JsonElement? TakeIfThere(string name) => _members.Remove(name, out JsonElement value) ? value : null;

    /// <summary>Takes an array.</summary>
    protected JsonElement.ArrayEnumerator Array(string name)
    {
        JsonElement value = Take(name);
        return value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : throw Wrong(PathOf(name), "an array", value);
    }

    /// <summary>A truth value.</summary>
    protected bool Truth(JsonElement value, string where) =>
        value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : throw Wrong(where, "a truth value", value);

    /// <summary>A text, of which formats refuse more.</summary>
    protected virtual string Text(JsonElement value, string where) =>
        value.ValueKind == JsonValueKind.String ? Unescaped(where, () => value.GetString()!) : throw Wrong(where, "a string", value);

    /// <summary>The error for a value of another kind.</summary>
    protected MalformedDataException Wrong(string where, string expected, JsonElement value) =>
        Malformed(where, MalformedReason.InvalidValue, expected, Kind(value));

    /// <summary>A string that was taken out: JSON can be taken apart though a string in it is no text, as bytes that are not UTF-8 and half a surrogate pair are.</summary>
    protected string Unescaped(string where, Func<string> read)
    {
        try
        {
            return read();
        }
        catch (InvalidOperationException e)
        {
            throw Malformed(where, MalformedReason.InvalidValue, "Unicode text", "what is none", e);
        }
    }

    /// <summary>What a value is, in words.</summary>
    protected static string Kind(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "a number",
        JsonValueKind.Null => "null",
        _ => "a truth value",
    };
}
