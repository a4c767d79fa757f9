using System.Text.Json;
using Clu.Binary;
using Clu.Nix.StorePaths;
using Clu.Nix.StrictJson;

namespace Clu.Nix.Derivations;

/// <summary>The members of an object of a derivation.</summary>
/// <param name="value">The object.</param>
/// <param name="where">Its path from the root, for errors.</param>
internal sealed class DerivationMembers(JsonElement value, string where) : JsonMembers<DerivationMembers>(DerivationJson.Format, value, where)
{
    /// <summary>Takes all members, which must be objects.</summary>
    public IEnumerable<T> Each<T>(Func<string, DerivationMembers, T> read) => Names.Select(name => read(name, Object(name)));

    /// <summary>Takes a text that is the name of a store object.</summary>
    public string Name(string name)
    {
        string text = Text(name);
        return StorePath.IsName(text) ? text : throw Malformed(PathOf(name), MalformedReason.InvalidValue, "the name of a store object", StorePath.Shown(text));
    }

    /// <summary>Takes a number; -1 where it is none that fits.</summary>
    public int Number(string name) => Take(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt32(out int number) ? number : -1;

    /// <summary>Takes a truth value; false where there is none.</summary>
    public bool Flag(string name) => TakeIfThere(name) is { } value && Truth(value, PathOf(name));

    /// <summary>Takes a list of strings in order.</summary>
    public IReadOnlyList<DerivationString> Strings(string name) => [.. Array(name).Select(item => new DerivationString(Text(item, PathOf(name))))];

    /// <summary>Takes a list of texts, each once.</summary>
    public IReadOnlyList<T> Texts<T>(string name, Func<string, T> read)
    {
        HashSet<string> seen = [];
        List<T> values = [];
        foreach (JsonElement item in Array(name))
        {
            string text = Text(item, PathOf(name));
            if (!seen.Add(text))
                throw Malformed(PathOf(name), MalformedReason.Inconsistent, "each once", $"{StorePath.Shown(text)} again");
            values.Add(read(text));
        }

        return values;
    }

    /// <summary>Takes an object as the text that the environment holds; null where it is absent or null.</summary>
    public DerivationString? Structured(string name)
    {
        if (TakeIfThere(name) is not { ValueKind: not JsonValueKind.Null } value)
            return null;
        if (value.ValueKind != JsonValueKind.Object)
            throw Wrong(PathOf(name), "an object", value);
        JsonText text = new(indented: false);
        text.Value(value);
        return new DerivationString(text.ToBytes());
    }

    /// <inheritdoc/>
    protected override DerivationMembers Nested(JsonElement value, string where) => new(value, where);
}
