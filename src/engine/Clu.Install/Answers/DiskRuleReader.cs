using Clu.Install.Answers.Values;
using Clu.Systems.Toml;

namespace Clu.Install.Answers;

/// <summary>Reads <c>[disk]</c>, or <c>[[disk]]</c> for several.</summary>
internal static class DiskRuleReader
{
    public static IReadOnlyList<DiskRule>? Read(TomlTable root)
    {
        if (!root.Has("disk"))
            return null;
        IReadOnlyList<TomlTable> tables = root.IsTable("disk") ? [root.Table("disk")!] : root.Tables("disk");
        List<DiskRule> rules = [.. tables.Select(ReadRule)];
        return rules.Count > 0 ? rules : throw root.Bad("disk", "empty", "a rule for each disk");
    }

    private static DiskRule ReadRule(TomlTable table)
    {
        table.AllowOnly(AnswerKeys.Disk);
        DiskRule rule = new()
        {
            Device = ReadWord(table, "device"),
            Serial = ReadWord(table, "serial"),
            Model = ReadWord(table, "model"),
            SmallestOver = table.Read<ByteSize>("smallest-over", ByteSize.TryParse, ByteSize.Expected),
            Only = table.Flag("only") switch
            {
                null => false,
                true => true,
                false => throw table.Bad("only", "false", "true, or nothing"),
            },
        };
        if (!rule.NamesDisk && rule.SmallestOver is null && !rule.Only)
            throw table.Missing("device");
        if (rule.Device is { } device && device[0] == '/' && !device.StartsWith("/dev/", StringComparison.Ordinal))
            throw table.Bad("device", $"'{device}'", "a path below /dev, or a name of /dev/disk/by-id");
        return rule;
    }

    private static string? ReadWord(TomlTable table, string key) => table.Text(key) switch
    {
        null => null,
        { Length: > 0 and < 256 } text when !text.Any(char.IsControl) => text,
        string text => throw table.Bad(key, text.Length == 0 ? "empty" : "what it is", "1 to 255 characters on one line"),
    };
}
