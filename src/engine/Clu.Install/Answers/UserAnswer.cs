using Clu.Systems.Profiles;

namespace Clu.Install.Answers;

/// <summary>A user that somebody asked for.</summary>
/// <param name="Account">The user. Its password hash is null where none was given.</param>
/// <param name="PasswordFile">File whose first line is the hash; null for none.</param>
public sealed record UserAnswer(UserAccount Account, string? PasswordFile = null);
