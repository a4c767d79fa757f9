namespace Clu.Testing;

/// <summary>Runs the commands of a version of Nix.</summary>
public static class NixTool
{
    // No build users, no downloads, whatever this machine's nix.conf says.
    private const string Configuration = """
        extra-experimental-features = nix-command flakes
        substitute = false
        build-users-group =
        """;

    /// <summary>Runs a command to its end; where that Nix is not there the test is skipped, in CI it fails.</summary>
    /// <param name="version">Which Nix.</param>
    /// <param name="command"><c>nix</c>, <c>nix-store</c>, …</param>
    /// <param name="arguments">Its arguments.</param>
    public static ToolResult Run(NixVersion version, string command, params string[] arguments) => RunWith(version, command, arguments);

    /// <summary>Runs a command that reads something.</summary>
    /// <inheritdoc cref="Tool.RunWith"/>
    public static ToolResult RunWith(NixVersion version, string command, IEnumerable<string> arguments, byte[]? input = null, int answer = 0) =>
        Tool.RunWith(Command(version, command), arguments, input, Environment, answer: answer);

    /// <summary>What the name of the command has to be for <see cref="Tool"/>: a name, or a full path.</summary>
    public static string Command(NixVersion version, string command) => version switch
    {
        NixVersion.Installed => command,
        NixVersion.Newest => Path.Combine(NewestFolder, command),
    };

    /// <summary>What makes Nix independent of this machine's configuration.</summary>
    public static IReadOnlyDictionary<string, string> Environment { get; } = new Dictionary<string, string>
    {
        ["NIX_CONFIG"] = Configuration,
        ["NIX_REMOTE"] = "",
    };

    /// <summary>What lets Nix build in a store elsewhere than <c>/nix/store</c>.</summary>
    /// <param name="version">Which Nix.</param>
    /// <param name="home">Its home folder.</param>
    /// <param name="sources">Folder that its derivations may fetch from.</param>
    public static Dictionary<string, string> Building(NixVersion version, string home, string sources) => new(Environment)
    {
        ["HOME"] = home,
        ["NIX_CONFIG"] = $"{Configuration}\nsandbox = false\nsandbox-paths = {sources}\n"
            // Unpacked beside its own libraries, it cannot start its hook for other machines.
            + (version == NixVersion.Newest ? "build-hook =\n" : ""),
    };

    /// <summary>Said by <c>./test</c>; else where <c>tests/newest-nix</c> puts it.</summary>
    private static string NewestFolder =>
        System.Environment.GetEnvironmentVariable("CLU_NEWEST_NIX") is { Length: > 0 } named ? named : Default;

    private static string Default
    {
        get
        {
            string? cache = System.Environment.GetEnvironmentVariable("CLU_CACHE_DIR");
            if (cache is null)
            {
                string home = System.Environment.GetFolderPath(System.Environment.SpecialFolder.UserProfile);
                cache = Path.Combine(System.Environment.GetEnvironmentVariable("XDG_CACHE_HOME") ?? Path.Combine(home, ".cache"), "clu");
            }

            return Path.Combine(cache, "newest-nix", "bin");
        }
    }
}
