using Clu.Binary;
using Tomlyn.Syntax;

namespace Clu.Systems.Profiles;

/// <summary>Makes the errors of this folder; each names file, line and column.</summary>
internal static class ProfileErrors
{
    private const string Manual = "docs/profiles.md describes every key";

    public static CluException NotFound(string file) =>
        new("CLU0400", ErrorKind.Usage, $"there is no profile '{file}'", "name a TOML file, or a profile of the folder profiles/");

    public static CluException Unreadable(string file, Exception cause) =>
        new("CLU0400", ErrorKind.Environment, $"profile '{file}' cannot be read: {cause.Message}", inner: cause);

    public static CluException Syntax(SourceSpan at, string message) => Make("CLU0401", at, message, "the file must be TOML 1.0");

    public static CluException UnknownKey(SourceSpan at, string key, string table, string? nearest) => Make(
        "CLU0402", at, $"unknown key '{key}'{table}", nearest is null ? Manual : $"did you mean '{nearest}'?");

    public static CluException BadValue(SourceSpan at, string key, string actual, string expected) =>
        Make("CLU0403", at, $"'{key}' cannot be {actual}: expected {expected}", Manual);

    public static CluException BadText(string what, string actual, string expected) =>
        new("CLU0403", ErrorKind.Usage, $"'{actual}' is no {what}: expected {expected}");

    public static CluException Missing(SourceSpan at, string key, string table) =>
        Make("CLU0404", at, $"the key '{key}' is missing{table}", Manual);

    public static CluException Duplicate(SourceSpan at, string what, string value) =>
        Make("CLU0405", at, $"{what} '{value}' is there twice", "keep one of them");

    private static CluException Make(string code, SourceSpan at, string message, string hint) => new(
        code, ErrorKind.Usage, $"{at.FileName}:{at.Start.Line + 1}:{at.Start.Column + 1}: {message}", hint, "nothing was started");
}
