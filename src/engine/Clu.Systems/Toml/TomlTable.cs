using System.Globalization;
using Clu.Binary;
using Tomlyn.Syntax;

namespace Clu.Systems.Toml;

/// <summary>
/// A table of a TOML file with its positions. Readers ask for values by key; every mistake is a <see cref="CluException"/> (CLU0401 to CLU0405) that
/// names file, line and column. Tables, inline tables and dotted keys are one thing; so are <c>[[name]]</c> and arrays of inline tables.
/// </summary>
public sealed class TomlTable
{
    private readonly Dictionary<string, Member> _members = new(StringComparer.Ordinal);
    private readonly string _manual;
    private readonly string _name;

    private TomlTable(string name, SourceSpan span, string manual)
    {
        _name = name;
        Span = span;
        _manual = manual;
    }

    /// <summary>Where it begins.</summary>
    public SourceSpan Span { get; }

    private string Where => _name.Length == 0 ? "" : $" in [{_name}]";

    /// <summary>Reads a whole file.</summary>
    /// <param name="text">Its text.</param>
    /// <param name="file">Its name, for messages.</param>
    /// <param name="manual">Page of the manual that describes its keys, for hints: <c>docs/answers.md</c>.</param>
    /// <exception cref="CluException">CLU0401: it is no TOML. CLU0405: a key or table is there twice.</exception>
    public static TomlTable Parse(string text, string file, string manual)
    {
        DocumentSyntax document = TomlText.Parse(text, file);
        SourceSpan start = new(file, new TextPosition(0, 0, 0), new TextPosition(0, 0, 0));
        TomlTable root = new("", start, manual);
        root.AddAll(document.KeyValues);
        foreach (TableSyntaxBase table in document.Tables)
        {
            string[] path = PathOf(table.Name!);
            TomlTable parent = root;
            foreach (string name in path[..^1])
                parent = parent.Enter(name, table.Name!.Span);
            parent.Define(path[^1], table.Name!.Span, table is TableArraySyntax).AddAll(table.Items);
        }

        return root;
    }

    /// <summary>Refuses every key and table that is not among those given.</summary>
    /// <exception cref="CluException">CLU0402, with the nearest of them.</exception>
    public void AllowOnly(params IReadOnlyCollection<string> keys)
    {
        foreach ((string key, Member member) in _members)
        {
            if (!keys.Contains(key))
                throw TomlErrors.UnknownKey(member.KeySpan, key, Where, EditDistance.Nearest(key, keys), _manual);
        }
    }

    /// <summary>Whether there is a value, table or array of that name.</summary>
    public bool Has(string key) => _members.ContainsKey(key);

    /// <summary>Whether there is one table of that name, <c>[name]</c> or inline.</summary>
    public bool IsTable(string key) => _members.TryGetValue(key, out Member? member) && member.Table is not null;

    /// <summary>Where a key's value is; the table itself when there is none.</summary>
    public SourceSpan At(string key) => !_members.TryGetValue(key, out Member? member) ? Span : member.Value?.Span ?? member.KeySpan;

    /// <summary>A string; null when the key is missing.</summary>
    public string? Text(string key) => Value(key, "a string") is { } value ? TextOf(key, value) : null;

    /// <summary>A string that must be there.</summary>
    /// <exception cref="CluException">CLU0404.</exception>
    public string RequiredText(string key) => Text(key) ?? throw Missing(key);

    /// <summary>true or false; null when the key is missing.</summary>
    public bool? Flag(string key) => Value(key, "true or false") switch
    {
        null => null,
        BooleanValueSyntax flag => flag.Value,
        { } other => throw TomlErrors.BadValue(other.Span, key, Describe(other), "true or false", _manual),
    };

    /// <summary>An integer of a range; null when the key is missing.</summary>
    public int? Integer(string key, int lowest, int highest)
    {
        string expected = string.Create(CultureInfo.InvariantCulture, $"an integer from {lowest} to {highest}");
        return Value(key, expected) switch
        {
            null => null,
            IntegerValueSyntax integer when integer.Value >= lowest && integer.Value <= highest => (int)integer.Value,
            { } other => throw TomlErrors.BadValue(other.Span, key, Describe(other), expected, _manual),
        };
    }

    /// <summary>An array of strings, each taken over by <paramref name="parse"/>, which gets its position; null when the key is missing.</summary>
    public IReadOnlyList<T>? List<T>(string key, Func<string, SourceSpan, T> parse) => Value(key, "an array of strings") switch
    {
        null => null,
        ArraySyntax array => [.. array.Items.Select(item => parse(TextOf(key, item.Value!), item.Value!.Span))],
        { } other => throw TomlErrors.BadValue(other.Span, key, Describe(other), "an array of strings", _manual),
    };

    /// <summary>A table, <c>[name]</c> or inline; null when there is none.</summary>
    public TomlTable? Table(string key)
    {
        if (!_members.TryGetValue(key, out Member? member))
            return null;
        return member.Table ?? throw (member.Value is { } value
            ? TomlErrors.BadValue(value.Span, key, Describe(value), $"a table, [{key}]", _manual)
            : TomlErrors.UnknownKey(member.KeySpan, key, Where, $"[{key}]", _manual));
    }

    /// <summary>The tables of <c>[[name]]</c>, or of an array of inline tables, in order; empty when there is none.</summary>
    public IReadOnlyList<TomlTable> Tables(string key)
    {
        if (!_members.TryGetValue(key, out Member? member))
            return [];
        if (member.Tables is not null)
            return member.Tables;
        if (member.Value is ArraySyntax array && array.Items.All(item => item.Value is InlineTableSyntax))
            return [.. array.Items.Select(item => Inline(key, (InlineTableSyntax)item.Value!))];
        throw member.Value is { } value
            ? TomlErrors.BadValue(value.Span, key, Describe(value), $"an array of tables, [[{key}]]", _manual)
            : TomlErrors.UnknownKey(member.KeySpan, key, Where, $"[[{key}]]", _manual);
    }

    /// <summary>The error for a value that is there and cannot be used.</summary>
    public CluException Bad(string key, string actual, string expected) => TomlErrors.BadValue(At(key), key, actual, expected, _manual);

    /// <summary>The same at a place of one's own: an element of an array.</summary>
    public CluException Bad(SourceSpan at, string key, string actual, string expected) => TomlErrors.BadValue(at, key, actual, expected, _manual);

    /// <summary>The error for a key that must be there.</summary>
    public CluException Missing(string key) => TomlErrors.Missing(Span, key, Where, _manual);

    /// <summary>The error for a value that may be there only once.</summary>
    public CluException Twice(string key, string what, string value) => TomlErrors.Duplicate(At(key), what, value);

    /// <summary>The same at a place of one's own: an element of an array.</summary>
    public static CluException Twice(SourceSpan at, string what, string value) => TomlErrors.Duplicate(at, what, value);

    private ValueSyntax? Value(string key, string expected)
    {
        if (!_members.TryGetValue(key, out Member? member))
            return null;
        return member.Value ?? throw TomlErrors.BadValue(member.Table?.Span ?? member.KeySpan, key, member.Tables is null ? "a table" : "an array of tables", expected, _manual);
    }

    private void AddAll(IEnumerable<KeyValueSyntax> values)
    {
        foreach (KeyValueSyntax value in values)
        {
            string[] path = PathOf(value.Key!);
            TomlTable parent = this;
            foreach (string name in path[..^1])
                parent = parent.Enter(name, value.Key!.Span);
            Member member = new(value.Key!.Span);
            if (value.Value is InlineTableSyntax inline)
                member.Table = parent.Inline(path[^1], inline);
            else
                member.Value = value.Value;
            if (!parent._members.TryAdd(path[^1], member))
                throw TomlErrors.Duplicate(value.Key!.Span, "key", path[^1]);
        }
    }

    private TomlTable Inline(string key, InlineTableSyntax inline)
    {
        TomlTable table = new(Below(key), inline.Span, _manual);
        table.AddAll(inline.Items.Select(item => item.KeyValue!));
        return table;
    }

    /// <summary>The table that a dotted name goes through: of an array the last one.</summary>
    private TomlTable Enter(string name, SourceSpan at)
    {
        if (!_members.TryGetValue(name, out Member? member))
            _members.Add(name, member = new Member(at) { Table = new TomlTable(Below(name), at, _manual) });
        return member.Table ?? member.Tables?[^1] ?? throw TomlErrors.Duplicate(at, "key", name);
    }

    private TomlTable Define(string name, SourceSpan at, bool isArray)
    {
        TomlTable table = new(Below(name), at, _manual);
        if (!_members.TryGetValue(name, out Member? member))
            _members.Add(name, isArray ? new Member(at) { Tables = [table] } : new Member(at) { Table = table });
        else if (isArray && member.Tables is { } tables)
            tables.Add(table);
        else
            throw TomlErrors.Duplicate(at, "table", name);
        return table;
    }

    private string Below(string name) => _name.Length == 0 ? name : $"{_name}.{name}";

    private string TextOf(string key, ValueSyntax value) => value is StringValueSyntax text
        ? text.Value ?? ""
        : throw TomlErrors.BadValue(value.Span, key, Describe(value), "a string", _manual);

    private static string[] PathOf(KeySyntax key) => [NameOf(key.Key!), .. key.DotKeys.Select(dotted => NameOf(dotted.Key!))];

    private static string NameOf(BareKeyOrStringValueSyntax key) => key is StringValueSyntax text ? text.Value ?? "" : key.ToString().Trim();

    private static string Describe(ValueSyntax value) => value switch
    {
        ArraySyntax => "an array",
        InlineTableSyntax => "a table",
        _ => value.ToString().Trim(),
    };

    /// <summary>One of value, table and array of tables.</summary>
    private sealed class Member(SourceSpan keySpan)
    {
        public SourceSpan KeySpan { get; } = keySpan;

        public ValueSyntax? Value { get; set; }

        public TomlTable? Table { get; set; }

        public List<TomlTable>? Tables { get; set; }
    }
}
