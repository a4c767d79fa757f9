using System.CommandLine;
using Clu.Cli.Help;
using Clu.Cli.Text;
using Clu.Systems.Profiles;

namespace Clu.Cli.Commands;

/// <summary><c>clu profile check</c>.</summary>
internal static class ProfileCheckCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string> profile = new("FILE|NAME") { Description = "The profile: a TOML file, or a name in profiles/" };
        profile.CompletionSources.Add(_ => ProfileLocator.OfProcess().Names());
        CluCommand command = new("check", "Check that a profile can be read")
        {
            Details = "Stops at the first mistake and says its line, its column and what was meant.",
            Examples =
            [
                new HelpExample("clu profile check installer", "the one that clu brings along"),
                new HelpExample("clu profile check mine.toml", "your own"),
            ],
        };
        command.Add(profile);
        command.SetAction(parsed => Run(parsed.GetRequiredValue(profile), terminal));
        return command;
    }

    private static int Run(string nameOrFile, Terminal terminal)
    {
        string file = ProfileLocator.OfProcess().Find(nameOrFile);
        InstallerProfile profile = ProfileFile.Read(file);
        terminal.Lines.WriteLine($"{file} is fine: {Describe(profile)}");
        return ExitCode.Done;
    }

    private static string Describe(InstallerProfile profile) => string.Join(
        ", ",
        profile.Edition is null ? profile.Name : $"{profile.Name} {profile.Edition}",
        $"label {profile.Label}",
        $"Debian {profile.Suite}",
        Figures.Count(profile.Packages.Count, "package"),
        Figures.Count(profile.Users.Count, "user"),
        Figures.Count(profile.Hosts.Count, "host"),
        CompressionText.Of(profile.Compression));
}
