using Clu.Cli.Wizard.Forms;

namespace Clu.Cli.Wizard;

/// <summary>What a page holds as long as it is shown.</summary>
internal sealed record PageView
{
    /// <summary>The entry or field on which keys act.</summary>
    public int Focus { get; init; }

    /// <summary>What was typed to find an entry.</summary>
    public string Filter { get; init; } = "";

    /// <summary>Marked entries, in the order in which they were marked.</summary>
    public IReadOnlyList<int> Marked { get; init; } = [];

    /// <summary>Texts of fields.</summary>
    public IReadOnlyList<FieldText> Fields { get; init; } = [];

    /// <summary>What is wrong with the last key or the fields; null for nothing.</summary>
    public string? Mistake { get; init; }

    /// <summary>What happened that is no mistake; null for nothing.</summary>
    public string? Notice { get; init; }
}
