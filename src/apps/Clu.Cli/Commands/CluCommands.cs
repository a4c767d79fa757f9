using System.CommandLine;
using System.CommandLine.Help;
using Clu.Cli.Help;

namespace Clu.Cli.Commands;

/// <summary>Puts the commands together.</summary>
internal static class CluCommands
{
    /// <summary>The root of the tree.</summary>
    public static RootCommand Create(Terminal terminal)
    {
        RootCommand root = new("Turn Nix closures into bootable media, look into them, boot them.");
        root.Options.Clear();
        root.Directives.Clear();
        root.Add(new VersionOption { Description = "Show the version", Action = new VersionAction(terminal) });
        root.Add(new Option<bool>(CluCommand.VerboseName) { Description = "Show the causes of errors", Recursive = true });
        root.Add(new HelpOption("--help", "-h") { Description = "Show this help; every command has its own", Action = new ShowHelpAction(terminal) });
        CluCommand build = new("build", "Make media and images") { BuildIsoCommand.Create(terminal) };
        foreach (Command image in BuildImageCommands.Create(terminal))
            build.Add(image);
        root.Add(build);
        root.Add(InitCommand.Create(terminal));
        root.Add(InspectCommand.Create(terminal));
        root.Add(ProveCommand.Create(terminal));
        root.Add(RunCommand.Create(terminal));
        root.Add(InstallCommand.Create(terminal));
        root.Add(CustomizeCommand.Create(terminal));
        root.Add(CopyCommand.Create(terminal));
        root.Add(PopulateCommand.Create(terminal));
        root.Add(PathInfoCommand.Create(terminal));
        root.Add(AddCommand.Create(terminal));
        root.Add(ListCommand.Create(terminal));
        root.Add(CatCommand.Create());
        root.Add(WhyDependsCommand.Create(terminal));
        root.Add(DiffClosuresCommand.Create(terminal));
        root.Add(SignCommand.Create(terminal));
        root.Add(VerifyCommand.Create(terminal));
        root.Add(RootsCommands.Create(terminal));
        root.Add(GcCommand.Create(terminal));
        root.Add(DeleteCommand.Create(terminal));
        root.Add(OptimiseCommand.Create(terminal));
        root.Add(ExportCommand.Create(terminal));
        root.Add(ImportCommand.Create(terminal));
        root.Add(NixStoreCommand.Create());
        root.Add(NarCommands.Create(terminal));
        root.Add(DerivationCommands.Create(terminal));
        root.Add(RebuildKitCommands.Create(terminal));
        root.Add(BundleCommands.Create(terminal));
        root.Add(CacheCommands.Create(terminal));
        root.Add(KeyCommands.Create(terminal));
        root.Add(new CluCommand("profile", "Look after profiles") { ProfileCheckCommand.Create(terminal) });
        root.Add(CompletionCommand.Create(terminal));
        root.Add(BootLoaderCommands.Create(terminal));
        root.Add(LiveSettingsCommand.Create(terminal));
        root.Add(FirstBootCommand.Create(terminal));
        return root;
    }
}
