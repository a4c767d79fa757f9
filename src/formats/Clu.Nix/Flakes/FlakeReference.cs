using System.Text.Json;
using Clu.Binary;

namespace Clu.Nix.Flakes;

/// <summary>Where a flake comes from, as attributes: <c>type</c>, and what that type needs. Each is a text, a number or a truth value.</summary>
public sealed class FlakeReference
{
    private readonly SortedDictionary<string, object> _attributes = new(StringComparer.Ordinal);

    /// <summary>Attributes by name; values are <see cref="string"/>, <see cref="long"/> or <see cref="bool"/>.</summary>
    public IReadOnlyDictionary<string, object> Attributes => _attributes;

    /// <summary>The kind of place: <c>path</c>, <c>github</c>, <c>git</c>, <c>tarball</c>, <c>indirect</c> and others.</summary>
    public string Type => Text("type") ?? "";

    /// <summary>A text attribute, or null.</summary>
    public string? Text(string name) => _attributes.GetValueOrDefault(name) as string;

    /// <summary>A number, or null.</summary>
    public long? Number(string name) => _attributes.GetValueOrDefault(name) as long?;

    /// <summary>Takes attributes over.</summary>
    /// <exception cref="ArgumentException">There is no <c>type</c>, or a value is neither <see cref="string"/> nor <see cref="long"/> nor <see cref="bool"/>.</exception>
    public static FlakeReference Of(IEnumerable<KeyValuePair<string, object>> attributes)
    {
        FlakeReference reference = new();
        foreach ((string name, object value) in attributes)
            reference._attributes[name] = value is string or long or bool ? value : throw new ArgumentException($"'{name}' is a {value.GetType().Name}", nameof(attributes));
        return reference.Type.Length > 0 ? reference : throw new ArgumentException("it has no type", nameof(attributes));
    }

    /// <summary>Reads attributes.</summary>
    /// <exception cref="MalformedDataException">There is no <c>type</c>, or a value is none of the three kinds.</exception>
    internal static FlakeReference Read(JsonElement json, string format)
    {
        FlakeReference reference = new();
        foreach (JsonProperty attribute in json.EnumerateObject())
        {
            reference._attributes[attribute.Name] = attribute.Value.ValueKind switch
            {
                JsonValueKind.String => attribute.Value.GetString()!,
                JsonValueKind.Number when attribute.Value.TryGetInt64(out long number) => number,
                JsonValueKind.True => true,
                JsonValueKind.False => false,
                _ => throw new MalformedDataException(
                    format, -1, attribute.Name, MalformedReason.InvalidValue, "a text, a whole number or a truth value", attribute.Value.GetRawText()),
            };
        }

        return reference.Type.Length > 0
            ? reference
            : throw new MalformedDataException(format, -1, "type", MalformedReason.Truncated, "the type of a flake reference", "none");
    }

    /// <summary>Writes the attributes as one object, sorted by name.</summary>
    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        foreach ((string name, object value) in _attributes)
        {
            switch (value)
            {
                case string text:
                    writer.WriteString(name, text);
                    break;
                case long number:
                    writer.WriteNumber(name, number);
                    break;
                default:
                    writer.WriteBoolean(name, (bool)value);
                    break;
            }
        }

        writer.WriteEndObject();
    }
}
