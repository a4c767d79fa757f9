using System.Text;
using Clu.Binary;
using Tomlyn.Syntax;

namespace Clu.Systems.Toml;

/// <summary>Changes single values of a TOML text and leaves the rest, comments too, as it is.</summary>
/// <param name="text">The text.</param>
/// <param name="file">Its name, for messages.</param>
/// <param name="manual">As <see cref="TomlTable.Parse"/> has it.</param>
public sealed class TomlEdit(string text, string file, string manual)
{
    /// <summary>The text with the changes so far.</summary>
    public string Text { get; private set; } = text;

    /// <summary>The text, parsed.</summary>
    /// <exception cref="CluException">CLU0401, CLU0405.</exception>
    public TomlTable Parse() => TomlTable.Parse(Text, file, manual);

    /// <summary>Gives a key of the first level a string.</summary>
    public void Set(string key, string value) => Put(key, Quote(value));

    /// <summary>Adds strings to an array of the first level, those that it does not have.</summary>
    public void Append(string key, IReadOnlyList<string> values)
    {
        IEnumerable<string> before = Parse().List(key, (item, _) => item) ?? [];
        string[] all = [.. before.Concat(values).Distinct()];
        Put(key, $"[{string.Join(", ", all.Select(Quote))}]");
    }

    /// <summary>Adds a table to an array of tables. An array that was written inline makes the text one that <see cref="Parse"/> refuses.</summary>
    /// <param name="name">The array.</param>
    /// <param name="members">Keys and strings.</param>
    public void AddTable(string name, params ReadOnlySpan<(string Key, string Value)> members)
    {
        StringBuilder table = new(Text);
        if (Text.Length > 0)
            table.Append(Text.EndsWith('\n') ? "\n" : "\n\n");
        table.Append("[[").Append(name).Append("]]\n");
        foreach ((string key, string value) in members)
            table.Append(key).Append(" = ").Append(Quote(value)).Append('\n');
        Text = table.ToString();
    }

    /// <summary>Puts other text in place of values.</summary>
    /// <param name="chosen">Told each key; says which values to replace.</param>
    /// <param name="replacement">A TOML value.</param>
    /// <exception cref="CluException">CLU0401.</exception>
    public void Replace(Func<string, bool> chosen, string replacement)
    {
        SourceSpan[] values =
        [
            .. from node in TomlText.Parse(Text, file).Descendants().OfType<KeyValueSyntax>()
               where node.Value is not null && chosen(LastName(node.Key!))
               select node.Value!.Span,
        ];
        foreach (SourceSpan value in values.OrderByDescending(value => value.Offset))
            ReplaceSpan(value, replacement);
    }

    /// <summary>A text as a basic string of TOML.</summary>
    public static string Quote(string value)
    {
        StringBuilder quoted = new("\"");
        foreach (char c in value)
        {
            if (c is '"' or '\\')
                quoted.Append('\\').Append(c);
            else if (char.IsControl(c))
                quoted.Append("\\u").Append(((int)c).ToString("X4", System.Globalization.CultureInfo.InvariantCulture));
            else
                quoted.Append(c);
        }

        return quoted.Append('"').ToString();
    }

    private static string LastName(KeySyntax key)
    {
        BareKeyOrStringValueSyntax name = key.DotKeys.LastOrDefault()?.Key ?? key.Key!;
        return name is StringValueSyntax quoted ? quoted.Value ?? "" : name.ToString().Trim();
    }

    private void Put(string key, string value)
    {
        TomlTable table = Parse();
        if (table.Has(key))
            ReplaceSpan(table.At(key), value);
        else
            Text = $"{key} = {value}\n{Text}";
    }

    private void ReplaceSpan(SourceSpan span, string value) => Text = string.Concat(Text.AsSpan(0, span.Offset), value, Text.AsSpan(span.Offset + span.Length));
}
