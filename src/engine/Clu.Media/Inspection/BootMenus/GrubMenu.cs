namespace Clu.Media.Inspection.BootMenus;

/// <summary>
/// Reads the entries of a <c>grub.cfg</c>. Conditions are not decided: every entry counts, since another machine may show it, but no variable that
/// is set under a condition.
/// </summary>
internal sealed class GrubMenu
{
    private static readonly string[] s_before = ["if", "then", "else", "elif", "do"];

    private readonly string _file;
    private readonly List<MenuEntry> _entries = [];

    /// <summary>What each open brace belongs to; null is no entry.</summary>
    private readonly Stack<MenuEntry?> _open = new();

    private GrubMenu(string file) => _file = file;

    /// <summary>Reads a menu.</summary>
    /// <param name="file">Its path on the medium.</param>
    /// <param name="text">Its text; what is no GRUB script gives no entries.</param>
    public static IReadOnlyList<MenuEntry> Read(string file, string text)
    {
        GrubMenu menu = new(file);
        Dictionary<string, string> variables = new(StringComparer.Ordinal);
        int conditions = 0;
        foreach (IReadOnlyList<string> command in new GrubCommands(text, variables).Read())
        {
            conditions += command[0] switch
            {
                "if" => 1,
                "fi" => -1,
                _ => 0,
            };
            string[] words = [.. command.SkipWhile(word => s_before.Contains(word))];
            if (words is ["set", var setting, ..] && setting.Split('=', 2) is [var name, var value])
                variables[name] = conditions > 0 ? "" : value;
            else if (words.Length > 0)
                menu.Take(words);
        }

        return menu._entries;
    }

    private void Take(string[] words)
    {
        switch (words[0])
        {
            case GrubCommands.Close:
                if (_open.TryPop(out MenuEntry? done) && done is not null)
                    _entries.Add(done);
                break;
            case "menuentry" when words.Length > 1 && words[^1] == GrubCommands.Open:
                _open.Push(new MenuEntry(_file, words[1]));
                break;
            case "linux" or "linuxefi" or "linux16" when words.Length > 1:
                Change(entry => entry with { Kernel = OnMedium(words[1]), Parameters = words[2..] });
                break;
            case "initrd" or "initrdefi" or "initrd16":
                Change(entry => entry with { Initrds = [.. words[1..].Select(OnMedium)] });
                break;
            case "chainloader" when words.Length > 1:
                Change(entry => entry with { Program = OnMedium(words[^1]) });
                break;
            default:
                if (words[^1] == GrubCommands.Open)
                    _open.Push(null);
                break;
        }
    }

    private void Change(Func<MenuEntry, MenuEntry> change)
    {
        if (_open.TryPeek(out MenuEntry? entry) && entry is not null)
        {
            _open.Pop();
            _open.Push(change(entry));
        }
    }

    /// <summary>Without a device in front: <c>($root)/boot/kernel</c>.</summary>
    private static string OnMedium(string path) => path.StartsWith('(') && path.IndexOf(')', StringComparison.Ordinal) is int end and > 0 ? path[(end + 1)..] : path;
}
