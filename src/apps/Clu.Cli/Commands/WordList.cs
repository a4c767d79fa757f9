namespace Clu.Cli.Commands;

/// <summary>Words of an option that may be given several times.</summary>
internal static class WordList
{
    /// <summary>Words that stand apart or with commas between them, without blanks around them; empty ones do not count.</summary>
    public static string[] Split(IEnumerable<string>? values) =>
        [.. (values ?? []).SelectMany(value => value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];
}
