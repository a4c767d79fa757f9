using System.Globalization;
using Tomlyn.Syntax;

namespace Clu.Systems.Profiles;

/// <summary>One table of a profile with its positions: typed values by key, and an error for every key that nobody knows.</summary>
internal sealed class ProfileTable
{
    private readonly Dictionary<string, KeyValueSyntax> _values = new(StringComparer.Ordinal);
    private readonly SourceSpan _span;
    private readonly string _where;

    public ProfileTable(string? name, SourceSpan span, IEnumerable<KeyValueSyntax> values, IReadOnlyCollection<string> keys)
    {
        _span = span;
        _where = name is null ? "" : $" in [{name}]";
        foreach (KeyValueSyntax value in values)
        {
            string key = NameOf(value.Key!);
            if (!keys.Contains(key))
                throw ProfileErrors.UnknownKey(value.Key!.Span, key, _where, EditDistance.Nearest(key, keys));
            if (!_values.TryAdd(key, value))
                throw ProfileErrors.Duplicate(value.Key!.Span, "key", key);
        }
    }

    public static string NameOf(KeySyntax key) => key.ToString().Trim().Trim('"', '\'');

    public SourceSpan At(string key) => _values.TryGetValue(key, out KeyValueSyntax? value) ? value.Value!.Span : _span;

    public string? Text(string key) => _values.TryGetValue(key, out KeyValueSyntax? value) ? TextOf(key, value.Value!) : null;

    public string RequiredText(string key) => Text(key) ?? throw ProfileErrors.Missing(_span, key, _where);

    public int? Integer(string key, int lowest, int highest)
    {
        if (!_values.TryGetValue(key, out KeyValueSyntax? found))
            return null;
        string expected = string.Create(CultureInfo.InvariantCulture, $"an integer from {lowest} to {highest}");
        if (found.Value is not IntegerValueSyntax integer || integer.Value < lowest || integer.Value > highest)
            throw ProfileErrors.BadValue(found.Value!.Span, key, Describe(found.Value), expected);
        return (int)integer.Value;
    }

    public IReadOnlyList<T>? List<T>(string key, Func<string, SourceSpan, T> parse)
    {
        if (!_values.TryGetValue(key, out KeyValueSyntax? found))
            return null;
        if (found.Value is not ArraySyntax array)
            throw ProfileErrors.BadValue(found.Value!.Span, key, Describe(found.Value), "an array of strings");
        return [.. array.Items.Select(item => parse(TextOf(key, item.Value!), item.Value!.Span))];
    }

    private static string TextOf(string key, ValueSyntax value) => value is StringValueSyntax text
        ? text.Value ?? ""
        : throw ProfileErrors.BadValue(value.Span, key, Describe(value), "a string");

    private static string Describe(ValueSyntax value) => value switch
    {
        ArraySyntax => "an array",
        InlineTableSyntax => "a table",
        _ => value.ToString().Trim(),
    };
}
