using Clu.Binary;
using Tomlyn.Syntax;

namespace Clu.Systems.Toml;

/// <summary>Makes the errors of TOML files (CLU0401 to CLU0405); each names file, line and column.</summary>
internal static class TomlErrors
{
    public static CluException Syntax(SourceSpan at, string message) => Make("CLU0401", at, message, "the file must be TOML 1.0");

    public static CluException UnknownKey(SourceSpan at, string key, string table, string? nearest, string manual) => Make(
        "CLU0402", at, $"unknown key '{key}'{table}", nearest is null ? Page(manual) : $"did you mean '{nearest}'?");

    public static CluException BadValue(SourceSpan at, string key, string actual, string expected, string manual) =>
        Make("CLU0403", at, $"'{key}' cannot be {actual}: expected {expected}", Page(manual));

    public static CluException Missing(SourceSpan at, string key, string table, string manual) =>
        Make("CLU0404", at, $"the key '{key}' is missing{table}", Page(manual));

    public static CluException Duplicate(SourceSpan at, string what, string value) =>
        Make("CLU0405", at, $"{what} '{value}' is there twice", "keep one of them");

    private static string Page(string manual) => $"{manual} describes every key";

    private static CluException Make(string code, SourceSpan at, string message, string hint) => new(
        code, ErrorKind.Usage, $"{at.FileName}:{at.Start.Line + 1}:{at.Start.Column + 1}: {message}", hint, "nothing was started");
}
