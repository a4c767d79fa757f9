using System.CommandLine;
using Clu.Binary;
using Clu.Cli.Help;
using Clu.Cli.Progress;
using Clu.Cli.Reports;
using Clu.Images.PersonalAreas;
using Clu.Install.Choices;
using Clu.Install.Customizing;
using Clu.Media.Personal;

namespace Clu.Cli.Commands;

/// <summary><c>clu customize</c>.</summary>
internal static class CustomizeCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        Argument<string> medium = new("FILE") { Description = "The medium: an ISO file, or a device with --in-place" };
        Option<string?> answers = new("--answers") { Description = "Answers for the installer", HelpName = "FILE" };
        Option<string[]> keys = Many("--ssh-key", "KEY|FILE", "Public key that lets into the live and, as root, the installed system");
        Option<string[]> wifi = Many("--wifi", "SSID[:PASSPHRASE]", "Wireless network to join, by both");
        Option<string?> hash = new("--password-hash") { Description = "What mkpasswd prints: the live user's and the installed root's password", HelpName = "HASH" };
        Option<string?> hostName = new("--hostname") { Description = "Name of the installed machine", HelpName = "NAME" };
        Option<string?> timeZone = new("--timezone") { Description = "Its time zone: Europe/Berlin", HelpName = "ZONE" };
        Option<string[]> files = Many("--file", "SOURCE:TARGET", "A file for the installed system");
        Option<string?> output = new("--output", "-o") { Description = "The new medium", HelpName = "FILE" };
        Option<bool> inPlace = new("--in-place") { Description = "Change FILE itself" };
        Option<bool> clear = new("--clear") { Description = "Drop what is there" };
        Option<bool> show = new("--show") { Description = "Print what is there, without secrets" };
        Option<bool> showSecrets = new("--show-secrets") { Description = "Print passphrases and hashes, too" };
        Option<bool> json = new(CluCommand.JsonName) { Description = "Events and the result as JSON lines" };
        Option<bool> quiet = new("--quiet", "-q") { Description = "Print warnings and errors only" };
        CluCommand command = new("customize", "Make a finished medium personal")
        {
            Details = "Adds to a reserved area of the medium, without root, Nix or a new build. All else stays as it is, and `clu verify` still finds it sound.",
            WhenInterrupted = "run it again: a new file has its name only when it is complete",
            Examples =
            [
                new HelpExample("clu customize a.iso --ssh-key id_ed25519.pub -o b.iso", "let me in"),
                new HelpExample("clu customize a.iso --answers a.toml -o b.iso", "install alone"),
                new HelpExample("clu customize /dev/sdb --wifi Home:secret88 --in-place", "a stick itself"),
                new HelpExample("clu customize b.iso --show", "what is there"),
                new HelpExample("clu customize b.iso --clear --in-place", "nothing any more"),
            ],
        };
        command.Add(medium);
        foreach (Option option in new Option[] { answers, keys, wifi, hash, hostName, timeZone, files, output, inPlace, clear, show, showSecrets, json, quiet })
            command.Add(option);
        command.SetAction((parsed, cancellation) =>
        {
            PersonalChanges changes = new()
            {
                Clear = parsed.GetValue(clear),
                AnswersFile = parsed.GetValue(answers),
                SshKeys = parsed.GetValue(keys) ?? [],
                Wifi = [.. (parsed.GetValue(wifi) ?? []).Select(Wifi)],
                PasswordHash = parsed.GetValue(hash),
                HostName = parsed.GetValue(hostName),
                TimeZone = parsed.GetValue(timeZone),
                Files = [.. (parsed.GetValue(files) ?? []).Select(File)],
            };
            bool shown = parsed.GetValue(show) || parsed.GetValue(showSecrets);
            string path = parsed.GetRequiredValue(medium);
            Check(changes, shown, parsed.GetValue(output), parsed.GetValue(inPlace));
            if (shown)
                PersonalReport.Write(path, PersonalMedium.Read(path), parsed.GetValue(showSecrets), parsed.GetValue(json), terminal);
            else
                Write(path, changes, parsed.GetValue(output), parsed.GetValue(json), parsed.GetValue(quiet), terminal, cancellation);
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    private static Option<string[]> Many(string name, string value, string description) =>
        new(name) { Description = description, HelpName = value, DefaultValueFactory = _ => [] };

    private static void Check(PersonalChanges changes, bool show, string? output, bool inPlace)
    {
        if (show && (!changes.IsEmpty || inPlace || output is not null))
            throw CliErrors.CommandLine("--show changes nothing, and something to be changed is given, too", "do one after the other");
        if (!show && changes.IsEmpty)
            throw CliErrors.CommandLine("nothing is given that could be put onto the medium", "give --answers, --ssh-key or another option, or --show");
        if (!show && inPlace == output is not null)
        {
            throw CliErrors.CommandLine(
                inPlace ? "--in-place and --output are given" : "it is not said where to write", "give --output FILE for a new medium, or --in-place");
        }
    }

    private static void Write(
        string path, PersonalChanges changes, string? output, bool json, bool quiet, Terminal terminal, CancellationToken cancellation)
    {
        // A damaged area can be cleared.
        PersonalContent content = PersonalText.Apply(changes.Clear ? PersonalContent.Empty : PersonalMedium.Read(path), changes);
        if (output is null)
        {
            PersonalMedium.Write(path, content);
        }
        else
        {
            using IProgressRenderer progress = ProgressRenderer.Create(terminal, json, quiet, TimeProvider.System);
            PersonalMedium.WriteCopy(path, output, content, progress, cancellation);
        }

        PersonalReport.WriteDone(output ?? path, content, json, quiet, terminal);
    }

    private static WifiChoice Wifi(string text)
    {
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? new WifiChoice(text, null, Hidden: false) : new WifiChoice(text[..colon], text[(colon + 1)..], Hidden: false);
    }

    private static PersonalFile File(string text)
    {
        int colon = text.LastIndexOf(":/", StringComparison.Ordinal);
        return colon > 0
            ? new PersonalFile(text[..colon], text[(colon + 1)..])
            : throw CliErrors.CommandLine($"--file cannot be '{text}'", "write it as SOURCE:/absolute/target");
    }
}
