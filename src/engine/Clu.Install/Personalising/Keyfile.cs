using System.Text;

namespace Clu.Install.Personalising;

/// <summary>A key file of GLib, as NetworkManager keeps its connections in (nm-settings-keyfile(5)): groups of keys in order.</summary>
internal sealed class Keyfile
{
    private readonly List<(string Name, List<(string Key, string Value)> Entries)> _groups = [];

    public IReadOnlyList<(string Name, List<(string Key, string Value)> Entries)> Groups => _groups;

    /// <summary>Begins a group; keys go into the last one.</summary>
    public Keyfile Group(string name)
    {
        _groups.Add((name, []));
        return this;
    }

    public Keyfile Set(string key, string value)
    {
        _groups[^1].Entries.Add((key, value));
        return this;
    }

    /// <summary>The file.</summary>
    public override string ToString()
    {
        StringBuilder text = new();
        foreach ((string name, List<(string Key, string Value)> entries) in _groups)
        {
            text.Append(text.Length == 0 ? "" : "\n").Append('[').Append(name).Append("]\n");
            foreach ((string key, string value) in entries)
                text.Append(key).Append('=').Append(Escape(value)).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>Blanks at either end would be lost or doubtful, and a backslash begins an escape.</summary>
    public static string Escape(string value)
    {
        int first = value.Length - value.TrimStart(' ').Length;
        int last = value.TrimEnd(' ').Length;
        StringBuilder text = new();
        for (int i = 0; i < value.Length; i++)
        {
            text.Append(value[i] switch
            {
                '\\' => "\\\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                ' ' when i < first || i >= last => "\\s",
                char c => c.ToString(),
            });
        }

        return text.ToString();
    }
}
