using System.Text;
using Clu.Media.Machines;
using Clu.Vm.Tests.Machines;

namespace Clu.Vm.Tests.Installing;

/// <summary>An unattended installation in a machine's live system, and the installed system seen from its own prompt.</summary>
/// <param name="machine">The machine.</param>
/// <param name="scenario">What is installed.</param>
internal sealed class Installation(InstallMachine machine, InstallScenario scenario)
{
    /// <summary>Under translation, on a machine that does other things too.</summary>
    public static readonly TimeSpan InstallTime = TimeSpan.FromMinutes(40);

    private static readonly TimeSpan Short = TimeSpan.FromSeconds(180);
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(900);

    private const string AnswersFile = "/tmp/answers.toml";
    private const string FirmwareVariables = "8be4df61-93ca-11d2-aa0d-00e098032b8c";
    private const string Closure = "nix-store --query --requisites $TOP | sort > /run/closure && xargs nix-store --query --hash < /run/closure | paste /run/closure - | sha256sum";

    /// <summary>A copy of a toplevel under another name, whose own path is the new one wherever it names itself.</summary>
    private const string SecondSystem = """
        { old }:
        derivation {
          name = "nixos-system-second";
          system = "x86_64-linux";
          builder = "/bin/sh";
          PATH = "/run/current-system/sw/bin:/usr/bin:/bin";
          old = builtins.storePath old;
          args = [ "-ec" ''
            cp -a $old $out && chmod -R u+w $out
            grep -rlF $old $out | while read -r file; do sed -i "s,$old,$out,g" "$file"; done
            find $out -type l -lname "$old*" | while read -r link; do ln -sfn "$(readlink "$link" | sed "s,$old,$out,")" "$link"; done
          '' ];
        }
        """;

    private string _closure = "";
    private bool _targetKnows;

    /// <summary>Puts the answers into the live system, and remembers what the medium's closure is.</summary>
    public async Task PrepareAsync(CancellationToken cancellation)
    {
        await WriteAsync(AnswersFile, scenario.Answers(machine.Disks), cancellation);
        if (scenario.ManualLayout is { } layout)
            await WriteAsync(scenario.Layout, ManualLayouts.Find(layout), cancellation);
        string top = (await machine.Shell.RunAsync("jq -er '.hosts[] | select(.name == \"reference\") | \"/nix/store/\" + .toplevel' /iso/clu/manifest.json", Short, cancellation)).Succeeded();
        if (_closure.Length == 0)
            _closure = (await machine.Shell.RunAsync($"sudo env TOP={top} sh -c '{Closure}'", Long, cancellation)).Succeeded();
    }

    /// <summary>Installs to the end.</summary>
    /// <param name="resume">Whether an interrupted installation is gone on with.</param>
    /// <param name="cancellation">Stops the waiting.</param>
    public async Task<string> RunAsync(bool resume, CancellationToken cancellation) =>
        (await machine.Shell.RunAsync(Command(resume), InstallTime, cancellation)).Succeeded();

    /// <summary>From a blank machine to the prompt of the installed system.</summary>
    public async Task InstallAndBootAsync(CancellationToken cancellation)
    {
        await machine.StartLiveAsync(cancellation);
        await PrepareAsync(cancellation);
        await RunAsync(resume: false, cancellation);
        await machine.PowerOffAsync(cancellation);
        await BootAsync(cancellation);
    }

    /// <summary>Installs until the serial line says something, and cuts the power then.</summary>
    /// <param name="resume">Whether an interrupted installation is gone on with.</param>
    /// <param name="moment">What is waited for.</param>
    /// <param name="cancellation">Stops the waiting.</param>
    public async Task CutAtAsync(bool resume, string moment, CancellationToken cancellation)
    {
        await machine.Machine.TypeAsync($"{Command(resume)}; echo '<''ended '$?'>'\n", cancellation);
        string seen = (await machine.Machine.ExpectAsync($@"{moment}|<ended \d+>", InstallTime, cancellation)).Value;
        Assert.False(seen.StartsWith("<ended", StringComparison.Ordinal), $"the installation ended before /{moment}/ was seen: {seen}\n{machine.Machine.Transcript}");
        // Populating follows the step that keeps the answers.
        _targetKnows |= moment.Contains("populate", StringComparison.Ordinal);
        await machine.PowerCutAsync();
    }

    /// <summary>Starts the machine from its disks, opens the root, logs in.</summary>
    public async Task BootAsync(CancellationToken cancellation)
    {
        await machine.BootDiskAsync(cancellation);
        if (!scenario.Tpm2)
            await OpenDisksAsync(cancellation);
        await machine.LogInAsync(InstallScenario.User, InstallScenario.Password, cancellation);
    }

    /// <summary>Types the passphrase when the machine asks for it.</summary>
    public async Task OpenDisksAsync(CancellationToken cancellation)
    {
        if (scenario.Passphrase is { } passphrase)
        {
            await machine.Machine.ExpectAsync("[Pp]assphrase", LiveSystem.BootTime, cancellation);
            await machine.Machine.TypeAsync($"{passphrase}\n", cancellation);
        }
    }

    /// <summary>Asks the installed system for all that was promised.</summary>
    public async Task CheckAsync(CancellationToken cancellation)
    {
        List<string> broken = await BrokenAsync(Promises().Concat(StorePromises()), cancellation);
        string closure = (await machine.Shell.RunAsync(AsRoot($"TOP=$(readlink -f /run/current-system); {Closure}"), Long, cancellation)).Output;
        if (!closure.Contains(_closure, StringComparison.Ordinal))
            broken.Add($"the closure is that of the medium: {_closure} there, {closure} here");
        Assert.True(broken.Count == 0, string.Join("\n\n", broken));
    }

    /// <summary>Asks for what depends on the layout; that the store is whole was checked by the installation itself.</summary>
    public async Task CheckLayoutAsync(CancellationToken cancellation)
    {
        List<string> broken = await BrokenAsync(Promises(), cancellation);
        Assert.True(broken.Count == 0, string.Join("\n\n", broken));
    }

    private async Task WriteAsync(string file, string text, CancellationToken cancellation) =>
        (await machine.Shell.RunAsync($"echo {Convert.ToBase64String(Encoding.UTF8.GetBytes(text))} | base64 -d > {file}", Short, cancellation)).Succeeded();

    private async Task<List<string>> BrokenAsync(IEnumerable<(string Promise, string Command)> promises, CancellationToken cancellation)
    {
        List<string> broken = [];
        foreach ((string promise, string command) in promises)
        {
            ShellResult result = await machine.Shell.RunAsync(command, Long, cancellation);
            if (result.ExitCode != 0)
                broken.Add($"{promise}: `{command}` ended with {result.ExitCode}\n{result.Output}");
        }

        return broken;
    }

    /// <summary>
    /// Builds another toplevel on the machine itself, without a network, makes it the next generation as people do on NixOS, and starts it. The machine
    /// keeps the first generation.
    /// </summary>
    public async Task UpgradeAsync(CancellationToken cancellation)
    {
        await WriteAsync("/tmp/second.nix", SecondSystem, cancellation);
        string built = await AsRootAsync($"NIX_PATH= nix-build --no-out-link --option sandbox false --option build-users-group '' --argstr old $(readlink -f /run/current-system) /tmp/second.nix 2>/dev/null");
        string second = built.Split('\n')[^1].Trim();
        Assert.StartsWith("/nix/store/", second, StringComparison.Ordinal);
        await AsRootAsync($"nix-env --profile /nix/var/nix/profiles/system --set {second} && {second}/bin/switch-to-configuration boot");
        await AsRootAsync(scenario.Loader == "grub"
            ? "test $(grep -o 'init=/nix/store/[^ ]*' /boot/grub/grub.cfg | sort -u | wc -l) = 2"
            : "test $(ls /boot/loader/entries/nixos-generation-*.conf | wc -l) = 2");

        await machine.Machine.TypeAsync(AsRoot("systemctl reboot") + "\n", cancellation);
        await machine.LogInAsync(InstallScenario.User, InstallScenario.Password, cancellation);
        await AsRootAsync($"test $(readlink -f /run/current-system) = {second} && grep -q init={second}/init /proc/cmdline && test $(systemctl is-system-running --wait) = running");
        await AsRootAsync("test $(readlink /nix/var/nix/profiles/system) = system-2-link && test -e /nix/var/nix/profiles/system-1-link/init");

        async Task<string> AsRootAsync(string command) => (await machine.Shell.RunAsync(AsRoot(command), Long, cancellation)).Succeeded();
    }

    /// <summary>Starts the machine with only its last disk, and finds the array to have lost the other.</summary>
    public async Task BootLastDiskAsync(CancellationToken cancellation)
    {
        await machine.BootDiskAsync([machine.Disks[^1]], cancellation);
        await machine.LogInAsync(InstallScenario.User, InstallScenario.Password, cancellation);
        (await machine.Shell.RunAsync(AsRoot("mdadm --detail /dev/md/root | grep -q 'Active Devices : 1'"), Long, cancellation)).Succeeded();
    }

    /// <summary>Switches the installed machine off.</summary>
    public async Task PowerOffAsync(CancellationToken cancellation)
    {
        await machine.Machine.TypeAsync(AsRoot("systemctl poweroff") + "\n", cancellation);
        await machine.Machine.ExpectEndAsync(LiveSystem.BootTime, cancellation);
        await machine.PowerCutAsync();
    }

    /// <summary>
    /// Once the target has a file system it keeps the answers, but not the passphrase that leads to them. Nothing has happened to the medium since it was
    /// checked.
    /// </summary>
    private string Command(bool resume)
    {
        string how = resume ? "--resume --no-verify-medium " : "";
        string answers = resume && _targetKnows && scenario.Passphrase is null ? "" : $"--answers {AnswersFile} ";
        return $"sudo clu install {how}{answers}--unattended --json";
    }

    private static string AsRoot(string command) => $"echo {InstallScenario.Password} | sudo -S -p '' sh -c {Media.Qemu.ShellQuoting.Quote(command)}";

    private IEnumerable<(string Promise, string Command)> Promises()
    {
        yield return ("boot ends well", "case $(systemctl is-system-running --wait) in running) ;; *) systemctl --failed --plain; false ;; esac");
        yield return ("the host name is the one that was answered", $"test \"$(hostname)\" = {scenario.HostName}");
        yield return ("the user is in the groups that were answered", "id -nG | grep -qw sudo");
        yield return ("the user's key is there", $"grep -qrF '{InstallScenario.Key}' /etc/ssh/authorized_keys.d/{InstallScenario.User} || {AsRoot($"grep -qF '{InstallScenario.Key}' /etc/ssh/authorized_keys.d/{InstallScenario.User}")}");
        yield return ("root has no password", AsRoot("grep -q '^root:[!*]' /etc/shadow"));
        yield return ("the time zone is the one that was answered", "test \"$(readlink /etc/localtime | sed 's,.*zoneinfo/,,')\" = Europe/Berlin");
        yield return ("the root is as the layout says", $"test \"$(findmnt -no FSTYPE /)\" = {scenario.RootType}");
        yield return ("fstab is sound and mounted", AsRoot("findmnt --verify && test -z \"$(findmnt -s -n -o TARGET -t nosysfs | grep / | while read -r at; do findmnt -n $at > /dev/null || echo $at; done)\""));
        yield return ("what was answered to be encrypted is", scenario.Passphrase is null ? "true" : "lsblk -nro TYPE | grep -qx crypt");
        yield return ("both disks are in the array", scenario.Layout != "raid1" ? "true" : AsRoot("mdadm --detail /dev/md/root | grep -q 'Active Devices : 2'"));
        foreach (string mount in scenario.Mounts)
            yield return ($"{mount} is mounted", $"test \"$(findmnt -no TARGET,FSTYPE {mount.Split(' ')[0]} | tr -s ' ')\" = '{mount}'");
        if (scenario.Swap is { } swap)
            yield return ("it swaps to where the layout says", $"swapon --noheadings --show=NAME | grep -q '^{swap}'");
        if (scenario.FirmwareEntry is { } entry)
        {
            yield return (
                "the firmware started its own entry for the system",
                $"cd /sys/firmware/efi/efivars && tr -d '\\0' < Boot$(od -An -tx2 -j4 -N2 BootCurrent-{FirmwareVariables} | tr -d ' ' | tr a-f A-F)-{FirmwareVariables} | grep -qaF '{entry}'");
        }

        yield return ("nothing of the installation's secrets is left", AsRoot("test ! -e /var/lib/clu/install/answers.toml"));
        yield return ("there is no network card", "test \"$(ls /sys/class/net)\" = lo");
    }

    private static IEnumerable<(string Promise, string Command)> StorePromises() =>
        [("every store object has its hash", AsRoot("nix-store --verify --check-contents"))];
}
