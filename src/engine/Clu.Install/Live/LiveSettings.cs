using Clu.Binary;
using Clu.Install.Answers;
using Clu.Install.Choices;
using Clu.Systems.Toml;

namespace Clu.Install.Live;

/// <summary>What the personal area of a medium says about the live system: its <c>live.toml</c>.</summary>
public sealed record LiveSettings
{
    /// <summary>Where the live system puts the answers of its medium.</summary>
    public const string AnswersFile = "/run/clu/answers.toml";

    /// <summary>Where it puts the files that those answers name.</summary>
    public const string FilesFolder = "/run/clu/files";

    internal const string FileName = "live.toml";
    internal const string Manual = "docs/customize.md";

    private static readonly string[] _keys = ["authorized-keys", "password-hash", "wifi"];

    /// <summary>Keys that let in root and the console's user by SSH.</summary>
    public IReadOnlyList<string> AuthorizedKeys { get; init; } = [];

    /// <summary>crypt(3) hash of the password of the console's user; null leaves it.</summary>
    public string? PasswordHash { get; init; }

    /// <summary>Networks to join.</summary>
    public IReadOnlyList<WifiChoice> Wifi { get; init; } = [];

    /// <summary>Reads the text. No value has a control character, so that none can reach another line of the files that they go to.</summary>
    /// <exception cref="CluException">CLU0401 to CLU0405.</exception>
    public static LiveSettings Parse(string toml)
    {
        TomlTable table = TomlTable.Parse(toml, FileName, Manual);
        table.AllowOnly(_keys);
        return new LiveSettings
        {
            AuthorizedKeys = [.. (table.ReadKeys("authorized-keys") ?? []).Select(key => key.Text)],
            PasswordHash = table.ReadHash("password-hash")?.Text,
            Wifi = NetworkReader.ReadWifi(table.Tables("wifi")),
        };
    }
}
