using Clu.Binary;
using Clu.Nix.Signatures;
using Clu.Stores.Collecting;

namespace Clu.Stores.Configuration;

/// <summary>The settings of <c>nix.conf</c> that clu heeds.</summary>
/// <param name="settings">Names and values, the last of a name counts; <c>extra-</c> settings add to the plain ones.</param>
public sealed class NixConf(IReadOnlyList<(string Name, string Value)> settings)
{
    /// <summary>What Nix trusts when its configuration says nothing.</summary>
    private const string DefaultKeys = "cache.nixos.org-1:6NCHdD59X431o0gWypbMrAURkbJ16ZPMQFGspcDShjY=";

    private const string DefaultSubstituter = "https://cache.nixos.org/";

    /// <summary>URLs of the stores that objects are fetched from; none when <c>substitute</c> is false.</summary>
    public IReadOnlyList<string> Substituters => IsOn("substitute") ? [.. Words("substituters", DefaultSubstituter)] : [];

    /// <summary><c>require-sigs</c>: whether what is fetched must be signed by a trusted key or addressed by its content.</summary>
    public bool RequireSignatures => IsOn("require-sigs");

    /// <summary>Reads the files that Nix reads: the machine's, then the user's, then <c>NIX_CONFIG</c>.</summary>
    /// <param name="variable">Looks an environment variable up.</param>
    public static NixConf OfProcess(Func<string, string?> variable)
    {
        List<(string, string)> settings = [];
        Read(Path.Combine(variable("NIX_CONF_DIR") is { Length: > 0 } folder ? folder : "/etc/nix", "nix.conf"), settings);
        string? home = variable("HOME");
        string? user = variable("XDG_CONFIG_HOME") is { Length: > 0 } xdg ? xdg : home is { Length: > 0 } ? Path.Combine(home, ".config") : null;
        if (user is not null)
            Read(Path.Combine(user, "nix/nix.conf"), settings);
        settings.AddRange(Parse(variable("NIX_CONFIG") ?? ""));
        return new NixConf(settings);
    }

    /// <summary>Reads the text of a configuration; comments and lines that are no settings are passed over.</summary>
    public static IEnumerable<(string Name, string Value)> Parse(string text)
    {
        foreach (string line in text.Split('\n'))
        {
            string setting = line.Split('#')[0];
            int equals = setting.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0)
                yield return (setting[..equals].Trim(), setting[(equals + 1)..].Trim());
        }
    }

    /// <summary>Keys whose signatures count.</summary>
    /// <param name="more">Further ones, as text.</param>
    /// <exception cref="MalformedDataException">One is no key.</exception>
    public TrustedKeys TrustedKeys(IEnumerable<string> more) => new(KeyTexts(more).Select(PublicKey.Parse));

    /// <summary>What collecting keeps: <c>keep-outputs</c> and <c>keep-derivations</c>, under their older names too.</summary>
    public KeepRules KeepRules => new(
        Flag(KeepRules.Default.Outputs, "keep-outputs", "gc-keep-outputs"),
        Flag(KeepRules.Default.Derivations, "keep-derivations", "gc-keep-derivations"));

    /// <summary>Whether what is added to a local store shares its files at once.</summary>
    public bool AutoOptimiseStore => Flag(false, "auto-optimise-store");

    private bool Flag(bool fallback, params ReadOnlySpan<string> names)
    {
        bool flag = fallback;
        foreach ((string setting, string value) in settings)
        {
            // Nix refuses other words; they configure nothing.
            if (names.Contains(setting))
                flag = value switch { "true" or "yes" or "1" => true, "false" or "no" or "0" => false, _ => flag };
        }

        return flag;
    }

    internal IEnumerable<string> KeyTexts(IEnumerable<string> more) => Words("trusted-public-keys", DefaultKeys).Concat(more);

    private bool IsOn(string name) => settings.LastOrDefault(setting => setting.Name == name).Value is not ("false" or "no" or "0");

    private IEnumerable<string> Words(string name, string fallback)
    {
        List<string> words = [.. Split(fallback)];
        foreach ((string setting, string value) in settings)
        {
            if (setting == name)
                words = [.. Split(value)];
            else if (setting == $"extra-{name}")
                words.AddRange(Split(value));
        }

        return words.Distinct();
    }

    private static string[] Split(string value) => value.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries);

    private static void Read(string file, List<(string, string)> settings)
    {
        try
        {
            if (File.Exists(file))
                settings.AddRange(Parse(File.ReadAllText(file)));
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            // A configuration that this user may not read configures others.
        }
    }
}
