using Clu.Binary;
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
    private static readonly string[] _wifiKeys = ["ssid", "passphrase", "hidden"];

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
        string? hash = table.Text("password-hash");
        if (hash is not null && (hash.Length == 0 || hash.Contains(':') || hash.Any(c => char.IsControl(c) || char.IsWhiteSpace(c))))
            throw table.Bad("password-hash", "what it is", "a crypt(3) hash without : and blanks");
        return new LiveSettings
        {
            AuthorizedKeys = table.List("authorized-keys", (text, at) => text.Any(char.IsControl) ? throw table.Bad(at, "authorized-keys", "what it is", "one line each") : text) ?? [],
            PasswordHash = hash,
            Wifi = [.. table.Tables("wifi").Select(ReadWifi)],
        };
    }

    private static WifiChoice ReadWifi(TomlTable table)
    {
        table.AllowOnly(_wifiKeys);
        string ssid = table.RequiredText("ssid");
        if (System.Text.Encoding.UTF8.GetByteCount(ssid) is 0 or > 32 || ssid.Any(char.IsControl))
            throw table.Bad("ssid", "what it is", "1 to 32 bytes of text");
        string? passphrase = table.Text("passphrase");
        if (passphrase is not null && (passphrase.Length is < 8 or > 64 || passphrase.Any(c => c is < ' ' or > '~')))
            throw table.Bad("passphrase", "what it is", "8 to 63 printable ASCII characters, or 64 hexadecimal digits");
        return new WifiChoice(ssid, passphrase, table.Flag("hidden") ?? false);
    }
}
