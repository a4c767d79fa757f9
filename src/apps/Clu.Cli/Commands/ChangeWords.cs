using Clu.Systems.Rebuilds;

namespace Clu.Cli.Commands;

/// <summary>A list of changes on the command line.</summary>
/// <param name="Given">Whether there was any.</param>
/// <param name="Changes">The changes; all of them where none was given.</param>
internal sealed record ChangeWords(bool Given, IReadOnlyList<SystemChange> Changes)
{
    /// <summary>Reads words that stand apart or with commas between them.</summary>
    /// <exception cref="Clu.Binary.CluException">CLU0901: one is no change.</exception>
    public static ChangeWords Parse(string option, IEnumerable<string> values)
    {
        string[] words = WordList.Split(values);
        return new ChangeWords(words.Length > 0, words.Length == 0 ? SystemChanges.All : [.. words.Select(word => SystemChanges.TryParse(word, out SystemChange change)
            ? change
            : throw CliErrors.CommandLine($"{option} cannot be '{word}'", $"expected {string.Join(", ", SystemChanges.Words)}")).Distinct()]);
    }

    /// <summary>Reads the size that a kit may have; null where none was given.</summary>
    /// <exception cref="Clu.Binary.CluException">CLU0901: it is no size.</exception>
    public static long? ParseBudget(string option, string? text) => text is null ? null
        : KitBudget.TryParse(text, out long bytes) ? bytes
        : throw CliErrors.CommandLine($"{option} cannot be '{text}'", $"expected {KitBudget.Expected}");
}
