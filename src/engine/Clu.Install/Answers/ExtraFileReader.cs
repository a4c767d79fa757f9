using System.Globalization;
using Clu.Images.Trees;
using Clu.Install.Choices;
using Clu.Systems.Profiles;
using Clu.Systems.Toml;

namespace Clu.Install.Answers;

/// <summary>Reads <c>[[extra-file]]</c>.</summary>
internal static class ExtraFileReader
{
    private static readonly string[] _notOurs = ["/nix", "/proc", "/sys", "/dev", "/run"];

    public static ExtraFile Read(TomlTable table, string? folder)
    {
        table.AllowOnly(AnswerKeys.ExtraFile);
        string? source = table.ReadPath("source", folder);
        string? content = table.Text("content");
        if (source is null && content is null)
            throw table.Missing("source");
        if (source is not null && content is not null)
            throw table.Bad("content", "there as well", "either source or content");
        return new ExtraFile(source, content, ReadTarget(table), ReadMode(table), ReadOwner(table, "owner"), ReadOwner(table, "group"));
    }

    private static string ReadTarget(TomlTable table)
    {
        string text = table.RequiredText("target");
        string[] parts = text.Split('/');
        if (text.Length is < 2 or > 4095 || text[0] != '/' || text.Any(char.IsControl) || parts[1..].Any(part => part is "" or "." or ".."))
            throw table.Bad("target", $"'{string.Concat(text.Where(c => !char.IsControl(c)))}'", "an absolute path without empty names, . and ..");
        if (_notOurs.Contains("/" + parts[1]))
            throw table.Bad("target", $"'{text}'", "a path outside /nix, /proc, /sys, /dev and /run");
        return text;
    }

    private static UnixPermissions? ReadMode(TomlTable table)
    {
        if (table.Text("mode") is not { } text)
            return null;
        bool octal = text.Length is 3 or 4 && text.All(digit => digit is >= '0' and <= '7');
        return octal ? new UnixPermissions(Convert.ToUInt16(text, 8)) : throw table.Bad("mode", $"'{text}'", "an octal mode in quotes like \"0600\"");
    }

    private static string ReadOwner(TomlTable table, string key)
    {
        if (table.Text(key) is not { } text)
            return "root";
        bool number = text.Length > 0 && text.All(char.IsAsciiDigit) && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _);
        return number || UserName.TryParse(text, out _) ? text : throw table.Bad(key, $"'{text}'", "a name or a number");
    }
}
