namespace Clu.Systems.Profiles;

/// <summary>A user of the live system.</summary>
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
}
