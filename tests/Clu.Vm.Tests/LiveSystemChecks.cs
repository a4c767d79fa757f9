using Clu.Media.Machines;
using Clu.Vm.Tests.Machines;

namespace Clu.Vm.Tests;

/// <summary>What the live system promises, asked over the serial line.</summary>
internal static class LiveSystemChecks
{
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(400);

    private static readonly (string Promise, string Command)[] All =
    [
        ("boot ends well", "test \"$(sudo systemctl is-system-running --wait)\" = running"),
        ("no unit failed", "test -z \"$(systemctl --failed --plain --no-legend)\""),
        ("sudo asks no password", "sudo -n true"),
        ("tools are on PATH", "for t in git jq nix clu sgdisk parted mkfs.ext4 mkfs.vfat cryptsetup rsync; do command -v $t || exit_code=1; done; test -z \"$exit_code\""),
        ("clu runs", "clu --version"),
        ("the package list is sorted and unique", "test -s /etc/packages && LC_ALL=C sort -uc /etc/packages"),
        ("sshd refuses an empty password",
            "! ssh -oStrictHostKeyChecking=no -oUserKnownHostsFile=/dev/null -oBatchMode=yes -oNumberOfPasswordPrompts=0 nixos@localhost true </dev/null"),
        ("sshd answers", "ssh-keyscan -T 20 localhost 2>/dev/null | grep -q ssh-"),
        ("sshd lets nobody in with an empty password", "sudo sshd -T | grep -qi '^permitemptypasswords no'"),
        ("the launcher ran once", "test -z \"$(bash -lic true </dev/null 2>/dev/null | grep MOUNTPOINTS)\""),
    ];

    public static async Task RunAsync(MachineShell shell, CancellationToken cancellation)
    {
        List<string> broken = [];
        foreach ((string promise, string command) in All)
        {
            ShellResult result = await shell.RunAsync(command, Short, cancellation);
            if (result.ExitCode != 0)
                broken.Add($"{promise}: `{command}` ended with {result.ExitCode}\n{result.Output}");
        }

        await CheckStoreAsync(shell, broken, cancellation);
        Assert.True(broken.Count == 0, string.Join("\n\n", broken));
    }

    private static async Task CheckStoreAsync(MachineShell shell, List<string> broken, CancellationToken cancellation)
    {
        const string Registered = "awk 'NF && /^\\/nix\\/store\\//' /nix/store/nix-path-registration | sort -u";
        (string Promise, string Command)[] checks =
        [
            ("the database lists a closure", "test $(sudo nix --extra-experimental-features nix-command path-info --all | wc -l) -gt 50"),
            ("the database lists what the medium registers",
                $"test -z \"$(sudo nix --extra-experimental-features nix-command path-info --all | sort | comm -3 - <({Registered}))\""),
            ("every store object has its hash", "sudo nix-store --verify --check-contents"),
        ];
        foreach ((string promise, string command) in checks)
        {
            ShellResult result = await shell.RunAsync(command, Long, cancellation);
            if (result.ExitCode != 0)
                broken.Add($"{promise}: `{command}` ended with {result.ExitCode}\n{result.Output}");
        }
    }
}
