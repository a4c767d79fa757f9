using System.CommandLine;
using Clu.Cli.Installing;
using Clu.Install.Answers;
using Clu.Install.Answers.Values;
using Clu.Install.Layouts;
using Clu.Install.Plans;
using Clu.Systems.Profiles;

namespace Clu.Cli.Commands;

/// <summary>The options of <c>clu install</c> that answer questions or say how it is carried out.</summary>
internal sealed class InstallOptionSet
{
    private readonly Option<string?> _answers = new("--answers") { Description = "Where the answers are: a path, an address, LABEL=NAME:/path", HelpName = "FILE" };
    private readonly Option<bool> _unattended = new("--unattended") { Description = "Ask nothing: what is not answered is an error" };
    private readonly Option<string[]> _confirm = new("--confirm") { Description = "Go on without asking if these are the disks", HelpName = "DISK" };
    private readonly Option<string?> _host = new("--host") { Description = "System of the medium", HelpName = "NAME" };
    private readonly Option<string[]> _disk = new("--disk") { Description = "Disk: its path, a name of /dev/disk/by-id, or its serial number", HelpName = "DISK" };
    private readonly Option<string?> _layout = new("--layout") { Description = "How disks are divided", HelpName = "FILE|NAME" };
    private readonly Option<string?> _hostName = new("--hostname") { Description = "Name of the machine", HelpName = "NAME" };
    private readonly Option<string?> _user = new("--user") { Description = "Login name of a user", HelpName = "NAME" };
    private readonly Option<string[]> _sshKey = new("--ssh-key") { Description = "Key that lets the user in: a line, or a file of lines", HelpName = "KEY|FILE" };
    private readonly Option<string?> _timeZone = new("--timezone") { Description = "Such as Europe/Berlin", HelpName = "ZONE" };
    private readonly Option<string> _medium = new("--medium") { Description = $"Where the medium is mounted (default: {InstallMedium.Default})", HelpName = "PATH", DefaultValueFactory = _ => InstallMedium.Default };
    private readonly Option<bool> _noVerify = new("--no-verify-medium") { Description = "Do not read the medium as a whole before" };
    private readonly Option<string> _root = new("--root") { Description = $"Where to mount the target meanwhile (default: {TargetRoot.Default})", HelpName = "PATH", DefaultValueFactory = _ => TargetRoot.Default };
    private readonly Option<string?> _log = new("--log") { Description = "Log in the live system (default: /run/clu/install.log)", HelpName = "FILE" };
    private readonly Option<bool> _reboot = new("--reboot") { Description = "Restart when it is installed" };
    private readonly Option<bool> _powerOff = new("--poweroff") { Description = "Switch off when it is installed" };
    private readonly Option<bool> _json = new(CluCommand.JsonName) { Description = "Events and the result as JSON lines" };

    /// <summary>Makes the options.</summary>
    public InstallOptionSet()
    {
        _layout.CompletionSources.Add(_ => LayoutCatalog.All.Select(layout => layout.Name));
        _timeZone.CompletionSources.Add(_ => new NameLists("/").TimeZones());
        _disk.CompletionSources.Add(_ => NameLists.DiskNodes());
        _confirm.CompletionSources.Add(_ => NameLists.DiskNodes());
    }

    /// <summary>Adds them to the command.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in new Option[]
        {
            _answers, _unattended, _confirm, _host, _disk, _layout, _hostName, _user, _sshKey, _timeZone, _medium, _noVerify, _root, _log, _reboot, _powerOff, _json,
        })
        {
            command.Add(option);
        }
    }

    /// <summary>The one disk that <c>--resume</c> may be given.</summary>
    public string? ResumedDisk(ParseResult parsed) => parsed.GetValue(_disk) is [string disk] ? disk : null;

    /// <summary>What the command line says.</summary>
    /// <exception cref="Binary.CluException">CLU0901: a value is none of its kind.</exception>
    public InstallRequest Read(ParseResult parsed)
    {
        bool reboot = parsed.GetValue(_reboot), powerOff = parsed.GetValue(_powerOff);
        if (reboot && powerOff)
            throw CliErrors.CommandLine("--reboot and --poweroff do not go together", "give one of them");
        return new InstallRequest
        {
            AnswersPlace = parsed.GetValue(_answers),
            Answers = new InstallAnswers
            {
                Host = Name(parsed, _host),
                HostName = Name(parsed, _hostName),
                Layout = parsed.GetValue(_layout),
                Disks = parsed.GetValue(_disk) is { Length: > 0 } disks ? [.. disks.Select(Rule)] : null,
                TimeZone = parsed.GetValue(_timeZone) is not { } zone ? null
                    : TimeZoneName.TryParse(zone, out TimeZoneName valid) ? valid : throw Wrong(_timeZone, zone, TimeZoneName.Expected),
                After = reboot ? AfterInstall.Reboot : powerOff ? AfterInstall.PowerOff : null,
            },
            User = parsed.GetValue(_user) is not { } user ? null : UserName.TryParse(user, out UserName login) ? login : throw Wrong(_user, user, UserName.Expected),
            SshKeys = [.. (parsed.GetValue(_sshKey) ?? []).SelectMany(Keys)],
            Unattended = parsed.GetValue(_unattended),
            Confirmed = parsed.GetValue(_confirm) ?? [],
            VerifyMedium = !parsed.GetValue(_noVerify),
            Medium = Path.GetFullPath(parsed.GetRequiredValue(_medium)),
            Root = Path.GetFullPath(parsed.GetRequiredValue(_root)),
            LogFile = parsed.GetValue(_log),
            Json = parsed.GetValue(_json),
        };
    }

    private static HostName? Name(ParseResult parsed, Option<string?> option) => parsed.GetValue(option) is not { } text ? null
        : HostName.TryParse(text, out HostName name) ? name : throw Wrong(option, text, HostName.Expected);

    // What is neither a path nor a name of by-id is a serial number.
    private static DiskRule Rule(string disk) => disk.Contains('/') || File.Exists(Path.Join("/dev/disk/by-id", disk))
        ? new DiskRule { Device = disk }
        : File.Exists(Path.Join("/dev", disk)) ? new DiskRule { Device = Path.Join("/dev", disk) } : new DiskRule { Serial = disk };

    private IEnumerable<AuthorizedKey> Keys(string lineOrFile)
    {
        if (AuthorizedKey.TryParse(lineOrFile, out AuthorizedKey key))
            return [key];
        if (!File.Exists(lineOrFile))
            throw Wrong(_sshKey, lineOrFile, $"{AuthorizedKey.Expected}, or a file of them");
        return File.ReadAllLines(lineOrFile).Where(line => line.Trim().Length > 0 && !line.StartsWith('#'))
            .Select(line => AuthorizedKey.TryParse(line, out AuthorizedKey one) ? one : throw Wrong(_sshKey, lineOrFile, $"a file of lines like {AuthorizedKey.Expected}"));
    }

    private static Binary.CluException Wrong(Option option, string text, string expected) =>
        CliErrors.CommandLine($"{option.Name} cannot be '{text}': expected {expected}", "`clu install --help` shows what can be said");
}
