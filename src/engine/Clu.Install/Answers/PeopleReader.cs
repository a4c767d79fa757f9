using Clu.Install.Answers.Values;
using Clu.Systems.Profiles;
using Clu.Systems.Toml;

namespace Clu.Install.Answers;

/// <summary>Reads <c>[[user]]</c> of answers.</summary>
internal static class PeopleReader
{
    public static IReadOnlyList<UserAnswer> Read(IReadOnlyList<TomlTable> tables, string? folder)
    {
        List<UserAnswer> users = [];
        foreach (TomlTable table in tables)
            users.Add(ReadUser(table, folder, users));
        return users;
    }

    private static UserAnswer ReadUser(TomlTable table, string? folder, List<UserAnswer> others)
    {
        AnswerTable.RefusePasswords(table);
        table.AllowOnly(AnswerKeys.User);
        UserName name = table.Read<UserName>("name", UserName.TryParse, UserName.Expected) ?? throw table.Missing("name");
        if (name.Text == "root")
            throw table.Bad("name", "'root'", "another name: root-password-hash and root-authorized-keys stand at the top");
        if (others.Any(other => other.Account.Name == name))
            throw table.Twice("name", "user", name.Text);
        int? uid = table.Integer("uid", 1000, 59999);
        if (uid is not null && others.Any(other => other.Account.Uid == uid))
            throw table.Twice("uid", "uid", $"{uid}");
        string shell = table.Text("shell") ?? UserAccount.DefaultShell;
        if (!IsPasswdField(shell) || shell[0] != '/')
            throw table.Bad("shell", $"'{shell}'", "an absolute path without : and blanks");
        string description = table.Text("description") ?? "";
        if (description.Length > 200 || description.Any(c => char.IsControl(c) || c is ':' or ','))
            throw table.Bad("description", $"'{description}'", "up to 200 characters on one line without : and ,");
        if (table.Has("password-hash") && table.Has("password-file"))
            throw table.Bad("password-file", "there as well", "either password-hash or password-file");
        UserAccount account = new(
            name, uid, table.ReadList<UserName>("groups", UserName.TryParse, UserName.Expected)?.Distinct().ToList() ?? [], shell,
            table.ReadHash("password-hash")?.Text, table.ReadKeys("authorized-keys")?.Select(key => key.Text).ToList() ?? [])
        {
            Description = description,
        };
        return new UserAnswer(account, table.ReadPath("password-file", folder));
    }

    private static bool IsPasswdField(string text) => text.Length is > 0 and < 256 && !text.Any(c => char.IsControl(c) || char.IsWhiteSpace(c) || c == ':');
}
