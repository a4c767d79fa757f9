using System.CommandLine;
using Clu.Cli.Help;
using Clu.Cli.Reports;
using Clu.Systems.Templates;
using Clu.Systems.Toml;

namespace Clu.Cli.Commands;

/// <summary><c>clu init</c>.</summary>
internal static class InitCommand
{
    private const string Default = "installer";

    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        Argument<string?> folder = new("DIR") { Description = "Folder for it, which is made (default: this one)", Arity = ArgumentArity.ZeroOrOne };
        Option<string> template = new("--template", "-t")
        {
            Description = $"What to begin with: {string.Join(", ", FlakeTemplate.All.Select(each => each.Name))} (default: {Default})",
            HelpName = "NAME",
            DefaultValueFactory = _ => Default,
        };
        template.CompletionSources.Clear();
        template.CompletionSources.Add(_ => FlakeTemplate.All.Select(each => each.Name));
        Option<bool> json = new(CluCommand.JsonName) { Description = "The result as a JSON line" };
        CluCommand command = new("init", "Write a flake to begin with")
        {
            Details = "Writes a flake with comments; never over a file that is there. `clu build iso .#installer` makes a medium of it.",
            Examples =
            [
                new HelpExample("clu init", "a medium that installs one machine"),
                new HelpExample("clu init -t fleet my-media", "several machines, in a new folder"),
            ],
        };
        command.Add(folder);
        command.Add(template);
        command.Add(json);
        command.SetAction((parsed, _) =>
        {
            string place = parsed.GetValue(folder) ?? ".";
            FlakeTemplate wanted = Find(parsed.GetRequiredValue(template));
            wanted.Write(Path.GetFullPath(place));
            InitReport.Write(wanted, place, parsed.GetValue(json), terminal);
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    private static FlakeTemplate Find(string name)
    {
        string[] names = [.. FlakeTemplate.All.Select(each => each.Name)];
        return FlakeTemplate.All.FirstOrDefault(each => each.Name == name) ?? throw CliErrors.NoTemplate(name, EditDistance.Nearest(name, names), names);
    }
}
