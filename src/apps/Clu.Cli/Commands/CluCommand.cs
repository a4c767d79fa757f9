using System.CommandLine;
using Clu.Cli.Help;

namespace Clu.Cli.Commands;

/// <summary>A command with what its help page says beyond its options.</summary>
internal sealed class CluCommand(string name, string description) : Command(name, description)
{
    /// <summary>Option of commands that programs read.</summary>
    public const string JsonName = "--json";

    /// <summary>Option of every command.</summary>
    public const string VerboseName = "--verbose";

    /// <summary>Command lines to try.</summary>
    public IReadOnlyList<HelpExample> Examples { get; init; } = [];

    /// <summary>Sentences below the description; empty for none.</summary>
    public string Details { get; init; } = "";

    /// <summary>What to say after Ctrl-C; null for nothing.</summary>
    public string? WhenInterrupted { get; init; }
}
