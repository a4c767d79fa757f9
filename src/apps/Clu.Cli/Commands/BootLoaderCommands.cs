using System.CommandLine;
using Clu.Cli.Help;
using Clu.Cli.Text;
using Clu.Install.Loaders;
using Clu.Install.Tools;

namespace Clu.Cli.Commands;

/// <summary><c>clu boot-loader install|register</c>: called by systems and plans of installations, hence in no list of commands.</summary>
internal static class BootLoaderCommands
{
    /// <summary>nixpkgs' builders know it too: set when the loader itself is to be installed, not only its menu.</summary>
    private const string LoaderTooVariable = "NIXOS_INSTALL_BOOTLOADER";

    private const int MostPartitions = 128;

    /// <summary>Makes the group.</summary>
    public static Command Create(Terminal terminal) => new CluCommand("boot-loader", "Look after the boot loader of this machine")
    {
        Install(terminal),
        Register(),
    }.Hide();

    private static CluCommand Install(Terminal terminal)
    {
        Argument<string> toplevel = new("TOPLEVEL") { Description = "The system to start by default, a generation of its profile" };
        CluCommand command = new("install", "Write the boot menu of this machine anew for all its generations")
        {
            Details = "Called by switch-to-configuration of an installed reference system. Needs /etc/clu/loader.",
            WhenInterrupted = "run it again",
            Examples = [new HelpExample("clu boot-loader install \"$(readlink -f /nix/var/nix/profiles/system)\"", "after some were deleted")],
        };
        command.Add(toplevel);
        command.SetAction(async (parsed, cancellation) =>
        {
            bool loaderToo = Environment.GetEnvironmentVariable(LoaderTooVariable) == "1";
            BootLoaderUpdateResult result = await new BootLoaderUpdate(new ToolRunner())
                .RunAsync(parsed.GetRequiredValue(toplevel).TrimEnd('/'), loaderToo, cancellation).ConfigureAwait(false);
            TextWriter error = terminal.Error.Profile.Out.Writer;
            foreach (string folder in result.Missing)
                error.WriteLine($"warning: nothing is mounted at {folder}, so the boot loader there stays as it is");
            error.WriteLine(
                $"Generation {result.Started} starts; the menu has {Figures.Count(result.Generations, "generation")}, {Figures.Count(result.Copied, "file")} copied, {result.Removed} removed.");
            return ExitCode.Done;
        });
        return command;
    }

    private static CluCommand Register()
    {
        Option<string> disk = Required("--disk", "DISK", "The disk, /dev/vda");
        NumberOption partition = new("--partition", 1, MostPartitions) { Description = "Number of its EFI system partition", Required = true };
        Option<string> label = Required("--label", "TEXT", "What the firmware's menu shows");
        Option<string> loader = Required("--loader", "PATH", "The program on the partition, with backslashes");
        CluCommand command = new("register", "Make an entry of the firmware's boot list, by efibootmgr")
        {
            Details = "An older entry of the same label for the same partition is removed.",
            Examples = [new HelpExample(@"clu boot-loader register --disk /dev/vda --partition 1 --label NixOS --loader '\EFI\NixOS\grubx64.efi'", "GRUB")],
        };
        foreach (Option option in new Option[] { disk, partition, label, loader })
            command.Add(option);
        command.SetAction(async (parsed, cancellation) =>
        {
            FirmwareEntry entry = new(parsed.GetRequiredValue(label), parsed.GetRequiredValue(loader));
            await new FirmwareBootList(new ToolRunner()).RegisterAsync(parsed.GetRequiredValue(disk), parsed.GetRequiredValue(partition)!.Value, entry, cancellation).ConfigureAwait(false);
            return ExitCode.Done;
        });
        return command;
    }

    private static Option<string> Required(string name, string value, string description) =>
        new(name) { Description = description, HelpName = value, Required = true };

    private static CluCommand Hide(this CluCommand command)
    {
        command.Hidden = true;
        return command;
    }
}
