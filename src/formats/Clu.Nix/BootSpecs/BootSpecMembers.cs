using System.Text.Json;
using Clu.Binary;
using Clu.Nix.StrictJson;

namespace Clu.Nix.BootSpecs;

/// <summary>The members of an object of a description. Of texts, only those in a list may be empty.</summary>
/// <param name="value">The object.</param>
/// <param name="where">Its path from the root, for errors.</param>
internal sealed class BootSpecMembers(JsonElement value, string where) : JsonMembers<BootSpecMembers>(BootSpecKeys.Document, value, where)
{
    /// <summary>Takes a text; null where it is absent or null.</summary>
    public string? OptionalText(string name) => TakeIfThere(name) is { ValueKind: not JsonValueKind.Null } value ? Text(value, PathOf(name)) : null;

    /// <summary>Takes a list of texts that must be there.</summary>
    public IReadOnlyList<string> Texts(string name) => [.. Array(name).Select(item => Text(item, PathOf(name), minLength: 0))];

    /// <summary>Takes all that was not taken, as JSON text.</summary>
    public IReadOnlyDictionary<string, string> Rest() => Names.ToDictionary(name => name, name => Extension(Take(name), PathOf(name)));

    /// <inheritdoc/>
    protected override BootSpecMembers Nested(JsonElement value, string where) => new(value, where);

    /// <inheritdoc/>
    protected override string Text(JsonElement value, string where) => Text(value, where, minLength: 1);

    private string Text(JsonElement value, string where, int minLength)
    {
        string text = base.Text(value, where);
        if (text.Length >= minLength && !text.Contains('\0'))
            return text;
        string expected = minLength == 0 ? "a string without NUL" : "at least one character and no NUL";
        throw Malformed(where, MalformedReason.InvalidValue, expected, $"'{text}'");
    }

    private string Extension(JsonElement value, string where)
    {
        RefuseDuplicates(value, where);
        return Unescaped(where, () => CanonicalJson.Of(value));
    }

    private static void RefuseDuplicates(JsonElement value, string where)
    {
        if (value.ValueKind == JsonValueKind.Object)
        {
            BootSpecMembers members = new(value, where);
            foreach (string name in members.Names)
                RefuseDuplicates(members.Take(name), $"{where}/{name}");
        }
        else if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement item in value.EnumerateArray())
                RefuseDuplicates(item, where);
        }
    }
}
