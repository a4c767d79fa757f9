using Clu.Binary;
using Clu.Systems.Toml;
using Tomlyn.Syntax;

namespace Clu.Systems.Profiles;

/// <summary>Reads tables of users: <c>[[user]]</c> of a profile and <c>[[host.user]]</c> have the same keys.</summary>
public static class UserReader
{
    private const int LowestUid = 1000;
    private const int HighestUid = 59999;

    /// <summary>Reads all users of an array of tables, in its order.</summary>
    /// <param name="parent">The table that has them.</param>
    /// <param name="key">Name of the array.</param>
    /// <exception cref="CluException">CLU0402 to CLU0405: a key, a value, or a name or number that is there twice.</exception>
    public static IReadOnlyList<UserAccount> Read(TomlTable parent, string key)
    {
        List<UserAccount> users = [];
        foreach (TomlTable user in parent.Tables(key))
            users.Add(ReadOne(user, users));
        return users;
    }

    private static UserAccount ReadOne(TomlTable table, List<UserAccount> others)
    {
        table.AllowOnly(ProfileKeys.User);
        UserName name = ParseUser(table, "name", table.RequiredText("name"), table.At("name"));
        int? uid = table.Integer("uid", LowestUid, HighestUid);
        if (others.Any(other => other.Name == name))
            throw table.Twice("name", "user", name.Text);
        if (uid is not null && others.Any(other => other.Uid == uid))
            throw table.Twice("uid", "uid", $"{uid}");
        string shell = table.Text("shell") ?? UserAccount.DefaultShell;
        if (!UserAccount.IsShell(shell))
            throw table.Bad("shell", $"'{shell}'", UserAccount.ShellExpected);
        string? hash = table.Text("password-hash");
        if (hash is not null && !UserAccount.IsPasswordHash(hash))
            throw table.Bad("password-hash", "what it is", UserAccount.PasswordHashExpected);
        return new UserAccount(
            name, uid, table.List("groups", (text, at) => ParseUser(table, "groups", text, at)) ?? [], shell, hash,
            table.List("authorized-keys", (text, at) => ParseKey(table, text, at)) ?? []);
    }

    private static UserName ParseUser(TomlTable table, string key, string text, SourceSpan at) => UserName.TryParse(text, out UserName name)
        ? name
        : throw table.Bad(at, key, $"'{text}'", UserName.Expected);

    private static string ParseKey(TomlTable table, string text, SourceSpan at) => UserAccount.IsAuthorizedKey(text)
        ? text
        : throw table.Bad(at, "authorized-keys", "what it is", "one line for each key");
}
