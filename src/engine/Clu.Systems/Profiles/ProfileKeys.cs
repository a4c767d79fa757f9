namespace Clu.Systems.Profiles;

/// <summary>Every key of a profile, by table; <c>docs/profiles.md</c> describes each.</summary>
internal static class ProfileKeys
{
    public static IReadOnlyCollection<string> Tables { get; } = ["contents", "compression", "user", "host"];

    public static IReadOnlyCollection<string> Root { get; } =
    [
        "name", "edition", "label", "suite", "mirror", "components", "packages", "kernel", "hostname", "greeting", "help", "launcher", "timeout",
        "kernel-params", "store-contents",
    ];

    public static IReadOnlyCollection<string> Content { get; } = ["source", "target"];

    public static IReadOnlyCollection<string> Compression { get; } = ["codec", "level", "block-size"];

    public static IReadOnlyCollection<string> User { get; } = ["name", "uid", "groups", "shell", "password-hash", "authorized-keys"];

    /// <summary>Of a host; its users stand in <see cref="HostUsers"/>.</summary>
    public static IReadOnlyCollection<string> Host { get; } =
    [
        "name", "description", "toplevel", "flake", "rebuild-kit", "like", "packages", "kernel", "kernel-params", "hostname", "layout", "time-zone", "locale",
        "keymap",
    ];

    /// <summary>Keys of a host that say how a system is made of packages.</summary>
    public static IReadOnlyCollection<string> HostOfPackages { get; } = ["kernel", "kernel-params"];

    public static IReadOnlyCollection<string> RebuildKit { get; } = ["allow", "budget"];

    public const string HostUsers = "user";
}
