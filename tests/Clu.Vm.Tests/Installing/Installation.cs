using System.Text;
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
    private const string Closure = "nix-store --query --requisites $TOP | sort > /run/closure && xargs nix-store --query --hash < /run/closure | paste /run/closure - | sha256sum";

    private string _closure = "";
    private bool _targetKnows;

    /// <summary>Puts the answers into the live system, and remembers what the medium's closure is.</summary>
    public async Task PrepareAsync(CancellationToken cancellation)
    {
        string answers = Convert.ToBase64String(Encoding.UTF8.GetBytes(scenario.Answers(machine.Disks)));
        (await machine.Shell.RunAsync($"echo {answers} | base64 -d > {AnswersFile}", Short, cancellation)).Succeeded();
        string top = (await machine.Shell.RunAsync("jq -er '.hosts[] | select(.name == \"reference\") | \"/nix/store/\" + .toplevel' /iso/clu/manifest.json", Short, cancellation)).Succeeded();
        if (_closure.Length == 0)
            _closure = (await machine.Shell.RunAsync($"sudo env TOP={top} sh -c '{Closure}'", Long, cancellation)).Succeeded();
    }

    /// <summary>Installs to the end.</summary>
    /// <param name="resume">Whether an interrupted installation is gone on with.</param>
    /// <param name="cancellation">Stops the waiting.</param>
    public async Task<string> RunAsync(bool resume, CancellationToken cancellation) =>
        (await machine.Shell.RunAsync(Command(resume), InstallTime, cancellation)).Succeeded();

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
        if (scenario.Passphrase is { } passphrase)
        {
            await machine.Machine.ExpectAsync("[Pp]assphrase", LiveSystem.BootTime, cancellation);
            await machine.Machine.TypeAsync($"{passphrase}\n", cancellation);
        }

        await machine.LogInAsync(InstallScenario.User, InstallScenario.Password, cancellation);
    }

    /// <summary>Asks the installed system for all that was promised.</summary>
    public async Task CheckAsync(CancellationToken cancellation)
    {
        List<string> broken = [];
        foreach ((string promise, string command) in Promises())
        {
            ShellResult result = await machine.Shell.RunAsync(command, Long, cancellation);
            if (result.ExitCode != 0)
                broken.Add($"{promise}: `{command}` ended with {result.ExitCode}\n{result.Output}");
        }

        string closure = (await machine.Shell.RunAsync(AsRoot($"TOP=$(readlink -f /run/current-system); {Closure}"), Long, cancellation)).Output;
        if (!closure.Contains(_closure, StringComparison.Ordinal))
            broken.Add($"the closure is that of the medium: {_closure} there, {closure} here");
        Assert.True(broken.Count == 0, string.Join("\n\n", broken));
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
        yield return ("both disks are in the array", scenario.Disks == 1 ? "true" : AsRoot("mdadm --detail /dev/md/root | grep -q 'Active Devices : 2'"));
        yield return ("every store object has its hash", AsRoot("nix-store --verify --check-contents"));
        yield return ("nothing of the installation's secrets is left", AsRoot("test ! -e /var/lib/clu/install/answers.toml"));
        yield return ("there is no network card", "test \"$(ls /sys/class/net)\" = lo");
    }
}
