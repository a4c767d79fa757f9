namespace Clu.Cli.Help;

/// <summary>A command line to try.</summary>
/// <param name="Command">What to type.</param>
/// <param name="Meaning">What it does, a few words.</param>
internal sealed record HelpExample(string Command, string Meaning);
