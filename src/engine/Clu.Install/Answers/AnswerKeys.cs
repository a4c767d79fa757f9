namespace Clu.Install.Answers;

/// <summary>Every key of an answers file, by table; <c>docs/answers.md</c> describes each, <c>docs/late-binding.md</c> says what becomes of it.</summary>
internal static class AnswerKeys
{
    public static IReadOnlyCollection<string> Root { get; } =
    [
        "host", "hostname", "machine-id", "time-zone", "locale", "keymap", "root-password-hash", "root-password-file", "root-authorized-keys", "layout",
        "firmware", "keep-wifi", "configuration", "after",
    ];

    public static IReadOnlyCollection<string> Tables { get; } = ["user", "disk", "encryption", "boot", "network", "wifi", "ssh-host-keys", "extra-file"];

    public static IReadOnlyCollection<string> User { get; } =
        ["name", "uid", "groups", "shell", "password-hash", "password-file", "authorized-keys", "description"];

    public static IReadOnlyCollection<string> Disk { get; } = ["device", "serial", "model", "smallest-over", "only"];

    public static IReadOnlyCollection<string> Encryption { get; } = ["passphrase", "passphrase-file", "key-file", "key-location", "tpm2"];

    public static IReadOnlyCollection<string> Boot { get; } = ["loader", "nvram"];

    public static IReadOnlyCollection<string> Network { get; } = ["interface", "mac", "addresses", "gateways", "name-servers", "search"];

    public static IReadOnlyCollection<string> Wifi { get; } = ["ssid", "passphrase", "hidden"];

    public static IReadOnlyCollection<string> SshHostKeys { get; } = ["files"];

    public static IReadOnlyCollection<string> ExtraFile { get; } = ["source", "content", "target", "mode", "owner", "group"];
}
