using System.Reflection;
using System.Text;

namespace Clu.Media.Menus;

/// <summary>The look of the boot menu on a graphical screen.</summary>
public static class MenuTheme
{
    /// <summary>The picture behind the menu.</summary>
    public const string Background = "background.png";

    private const string Folder = "Clu.Media.Menus.Theme.";

    /// <summary>The theme's files by name.</summary>
    public static IEnumerable<(string Name, byte[] Content)> Files(BootMenu menu)
    {
        Assembly assembly = typeof(MenuTheme).Assembly;
        foreach (string resource in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using Stream stream = assembly.GetManifestResourceStream(resource)!;
            using MemoryStream content = new();
            stream.CopyTo(content);
            string name = resource[Folder.Length..];
            yield return (name, name == "theme.txt" ? Fill(content.ToArray(), menu) : content.ToArray());
        }
    }

    private static byte[] Fill(byte[] theme, BootMenu menu) => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(theme)
        .Replace("@title@", Plain(menu.Title), StringComparison.Ordinal)
        .Replace("@subtitle@", Plain(menu.Subtitle), StringComparison.Ordinal));

    /// <summary>A theme has no escape for quotes.</summary>
    private static string Plain(string text) => text.Replace('"', '\'').Replace('\n', ' ');
}
