namespace Clu.Systems.Profiles;

/// <summary>A user of the live system, or of a host.</summary>
/// <param name="Name">Login name.</param>
/// <param name="Uid">Number, 1000 to 59999; null = the next free one.</param>
/// <param name="Groups">Supplementary groups, in the profile's order.</param>
/// <param name="Shell">Absolute path of the login shell.</param>
/// <param name="PasswordHash">A crypt(3) hash; null = an empty password, which the console takes and SSH refuses.</param>
/// <param name="AuthorizedKeys">Lines of <c>authorized_keys</c>.</param>
public sealed record UserAccount(
    UserName Name, int? Uid, IReadOnlyList<UserName> Groups, string Shell, string? PasswordHash, IReadOnlyList<string> AuthorizedKeys)
{
    /// <summary>The shell where a profile names none.</summary>
    public const string DefaultShell = "/bin/bash";

    /// <summary>What stands beside the name for people (the fifth field of <c>passwd</c>); empty for nothing.</summary>
    public string Description { get; init; } = "";

    /// <summary>What <see cref="IsShell"/> takes, for messages.</summary>
    public const string ShellExpected = "an absolute path";

    /// <summary>What <see cref="IsPasswordHash"/> takes, for messages.</summary>
    public const string PasswordHashExpected = "a crypt(3) hash without : and blanks";

    /// <summary>Whether it can be a shell: an absolute path that a line of passwd can hold.</summary>
    public static bool IsShell(string text) => text.StartsWith('/') && !text.Contains(':') && !text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c));

    /// <summary>Whether a line of shadow can hold it as a hash.</summary>
    public static bool IsPasswordHash(string text) => !text.Contains(':') && !text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c));

    /// <summary>Whether it is one line.</summary>
    public static bool IsAuthorizedKey(string text) => !text.Any(char.IsControl);
}
