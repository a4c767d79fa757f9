using System.Text;

namespace Clu.Install.Personalising;

/// <summary>Values as the Nix language writes them.</summary>
internal static class NixText
{
    /// <summary>A string in quotes. Nothing in it is taken for an antiquotation.</summary>
    public static string String(string value)
    {
        StringBuilder text = new("\"");
        for (int i = 0; i < value.Length; i++)
        {
            text.Append(value[i] switch
            {
                '\\' => "\\\\",
                '"' => "\\\"",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                '$' when i + 1 < value.Length && value[i + 1] == '{' => "\\$",
                char c => c.ToString(),
            });
        }

        return text.Append('"').ToString();
    }

    /// <summary>A list of strings on one line.</summary>
    public static string List(IEnumerable<string> values) => string.Join(' ', values.Select(String).Prepend("[").Append("]"));

    public static string Flag(bool value) => value ? "true" : "false";
}
