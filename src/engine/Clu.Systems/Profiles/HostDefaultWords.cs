using System.Text.RegularExpressions;

namespace Clu.Systems.Profiles;

/// <summary>What may stand for a layout, a time zone, a locale and a keymap: such words become names of files and lines of configuration.</summary>
public static partial class HostDefaultWords
{
    /// <summary>What <see cref="IsLayout"/> takes, for messages.</summary>
    public const string LayoutExpected = "1 to 24 of A-Z a-z 0-9 _ -, a letter first";

    /// <summary>What <see cref="IsTimeZone"/> takes, for messages.</summary>
    public const string TimeZoneExpected = "a name of the time zone database, like Europe/Berlin";

    /// <summary>What <see cref="IsLocale"/> takes, for messages.</summary>
    public const string LocaleExpected = "a locale, like de_DE.UTF-8";

    /// <summary>What <see cref="IsKeymap"/> takes, for messages.</summary>
    public const string KeymapExpected = "a console keymap, like de-latin1";

    /// <summary>Whether it can be a layout's name.</summary>
    public static bool IsLayout(string text) => Layout().IsMatch(text);

    /// <summary>Whether it can be a time zone.</summary>
    public static bool IsTimeZone(string text) => TimeZone().IsMatch(text);

    /// <summary>Whether it can be a locale.</summary>
    public static bool IsLocale(string text) => Locale().IsMatch(text);

    /// <summary>Whether it can be a keymap.</summary>
    public static bool IsKeymap(string text) => Keymap().IsMatch(text);

    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9_-]{0,23}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Layout();

    [GeneratedRegex(@"\A(?=.{1,64}\z)[A-Za-z0-9][A-Za-z0-9_+-]*(/[A-Za-z0-9][A-Za-z0-9_+-]*){0,2}\z", RegexOptions.CultureInvariant)]
    private static partial Regex TimeZone();

    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9._@-]{0,63}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Locale();

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._-]{0,63}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Keymap();
}
