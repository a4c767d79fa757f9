using System.Globalization;
using System.Text;

namespace Clu.Install.Answers;

/// <summary>Writes TOML, key by key: those of the top first, then tables. A key without a value is left out.</summary>
internal sealed class TomlWriter
{
    private readonly StringBuilder _text = new();

    /// <summary>Begins a table, <c>[name]</c> or <c>[[name]]</c> as given.</summary>
    public void Table(string header) => _text.Append(_text.Length == 0 ? "" : "\n").Append(header).Append('\n');

    public void Set(string key, string? value)
    {
        if (value is not null)
            Raw(key, Quote(value));
    }

    public void Set(string key, bool? value)
    {
        if (value is { } flag)
            Raw(key, flag ? "true" : "false");
    }

    public void Set(string key, int? value)
    {
        if (value is { } number)
            Raw(key, number.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>An array of strings, one line each where there are several.</summary>
    public void Set(string key, IReadOnlyList<string>? values)
    {
        if (values is { Count: <= 1 })
            Raw(key, $"[{string.Concat(values.Select(Quote))}]");
        else if (values is not null)
            Raw(key, $"[\n{string.Concat(values.Select(value => $"    {Quote(value)},\n"))}]");
    }

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();

    private void Raw(string key, string value) => _text.Append(key).Append(" = ").Append(value).Append('\n');

    private static string Quote(string value)
    {
        StringBuilder text = new("\"");
        foreach (char c in value)
        {
            text.Append(c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                _ when char.IsControl(c) => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}"),
                _ => c.ToString(),
            });
        }

        return text.Append('"').ToString();
    }
}
