using Clu.Install.Answers.Values;
using Clu.Install.Choices;
using Clu.Install.Personalising;
using Clu.Media.Hosts;
using Clu.Systems.Profiles;
using Clu.Systems.Toml;

namespace Clu.Install.Answers.Resolving;

/// <summary>What the machine is to be: answers first, then what the medium's host has as its defaults.</summary>
internal sealed class MachineResolver(ProblemList problems, SecretReader secrets, ITargetFiles? target)
{
    /// <summary>Null after a problem that leaves something open.</summary>
    public MachineChoices? Resolve(InstallAnswers answers, MediumHost? host, MachineId newMachineId, bool needsLogin)
    {
        HostDefaults defaults = host?.Defaults ?? new HostDefaults();
        HostName? name = answers.HostName ?? defaults.HostName;
        if (name is null)
            problems.Missing("hostname", "the machine has no name", "give 'hostname', like hostname = \"kitchen\"");
        string? rootHash = answers.RootPasswordHash?.Text
            ?? (answers.RootPasswordFile is { } file ? secrets.Hash("root-password-file", file) : null);
        IReadOnlyList<UserAnswer> users = answers.Users ?? [.. defaults.Users.Select(user => new UserAnswer(user))];
        MachineChoices machine = new()
        {
            HostName = name ?? default,
            MachineId = (answers.MachineId ?? newMachineId).Text,
            TimeZone = TimeZone(answers.TimeZone?.Text ?? defaults.TimeZone),
            Locale = answers.Locale?.Text ?? defaults.Locale,
            Keymap = answers.Keymap?.Text ?? defaults.Keymap,
            RootPasswordHash = rootHash,
            RootAuthorizedKeys = [.. (answers.RootAuthorizedKeys ?? []).Select(key => key.Text)],
            Users = [.. users.Select(secrets.Account)],
            SshHostKeys = secrets.HostKeys(answers.SshHostKeyFiles ?? []),
            Interfaces = answers.Interfaces ?? [],
            Wifi = answers.Wifi ?? [],
            KeepWifi = answers.KeepWifi ?? false,
            ExtraFiles = answers.ExtraFiles ?? [],
            ConfigurationFolder = answers.ConfigurationFolder,
        };
        CheckSources(machine);
        if (needsLogin)
            CheckLogin(machine, host);
        return name is null ? null : machine;
    }

    private string? TimeZone(string? name)
    {
        if (name is null || target is null)
            return name;
        string[] folders = ["sw/share/zoneinfo", "etc/zoneinfo"];
        if (folders.FirstOrDefault(folder => target.List(folder).Count > 0) is not { } zones || target.ReadText($"{zones}/{name}") is not null)
            return name;
        int slash = name.LastIndexOf('/');
        string region = slash < 0 ? "" : name[..(slash + 1)];
        string? nearest = EditDistance.Nearest(name, target.List($"{zones}/{region}").Select(entry => region + entry));
        string advice = nearest is null ? "`timedatectl list-timezones` prints them" : $"did you mean '{nearest}'?";
        problems.Impossible("time-zone", $"the system has no time zone '{name}'", advice);
        return null;
    }

    private void CheckSources(MachineChoices machine)
    {
        foreach (ExtraFile file in machine.ExtraFiles)
        {
            if (file.Source is { } source && !Path.Exists(source))
                problems.Impossible("extra-file.source", $"there is no '{source}' in the live system", "relative paths are taken from the folder of the answers");
        }

        if (machine.ConfigurationFolder is { } folder && !File.Exists(Path.Combine(folder, "flake.nix")) && !File.Exists(Path.Combine(folder, "configuration.nix")))
            problems.Impossible("configuration", $"'{folder}' has neither flake.nix nor configuration.nix", "give the folder that becomes /etc/nixos");
    }

    /// <summary>A NixOS system may have users of its own; of the reference system all are known.</summary>
    private void CheckLogin(MachineChoices machine, MediumHost? host)
    {
        bool root = machine.RootAuthorizedKeys.Count > 0 || LetsIn(machine.RootPasswordHash);
        if (host?.Kind == HostKind.Reference && !root && !machine.Users.Any(user => user.AuthorizedKeys.Count > 0 || LetsIn(user.PasswordHash)))
        {
            problems.Missing(
                "user", "nobody could log in: neither root nor a user has a password or a key",
                "give a [[user]] with 'password-hash' or 'authorized-keys', or 'root-password-hash'");
        }
    }

    private static bool LetsIn(string? hash) => PasswordHash.TryParse(hash, out PasswordHash value) && value.LetsIn;
}
