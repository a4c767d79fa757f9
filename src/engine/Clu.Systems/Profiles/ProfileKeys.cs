namespace Clu.Systems.Profiles;

/// <summary>Every key of a profile, by table; <c>docs/profiles.md</c> describes each.</summary>
internal static class ProfileKeys
{
    public static IReadOnlyCollection<string> Tables { get; } = ["contents", "compression", "user"];

    public static IReadOnlyCollection<string> Root { get; } =
    [
        "name", "edition", "label", "suite", "mirror", "components", "packages", "kernel", "hostname", "greeting", "help", "launcher", "timeout",
        "kernel-params", "store-contents",
    ];

    public static IReadOnlyCollection<string> Content { get; } = ["source", "target"];

    public static IReadOnlyCollection<string> Compression { get; } = ["codec", "level", "block-size"];

    public static IReadOnlyCollection<string> User { get; } = ["name", "uid", "groups", "shell", "password-hash", "authorized-keys"];
}
