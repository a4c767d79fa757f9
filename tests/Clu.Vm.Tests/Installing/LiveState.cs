using System.Security.Cryptography;
using System.Text;
using Clu.Media.Machines;
using Clu.Media.Qemu;
using Clu.Testing;
using Clu.Vm.Tests.Machines;

namespace Clu.Vm.Tests.Installing;

/// <summary>
/// The live system at its prompt, saved once for each medium, firmware and memory size, without disks: tests go on from there in seconds instead of
/// booting for minutes. Kept below clu's cache folder.
/// </summary>
/// <param name="File">What the machine was.</param>
/// <param name="Variables">The firmware's variables at that moment; null for BIOS.</param>
internal sealed record LiveState(string File, string? Variables)
{
    private static readonly SemaphoreSlim _one = new(1);

    /// <summary>Finds the state, or boots the medium to make it.</summary>
    public static async Task<LiveState> GetAsync(string iso, FirmwareKind firmware, int memoryMiB, CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            string folder = Directory.CreateDirectory(Path.Combine(CacheFolder, "vm-states")).FullName;
            string name = Path.Combine(folder, await NameAsync(iso, firmware, memoryMiB, cancellation));
            LiveState state = new($"{name}.state", firmware == FirmwareKind.Bios ? null : $"{name}.vars");
            if (!System.IO.File.Exists(state.File))
                await MakeAsync(state, iso, firmware, memoryMiB, cancellation);
            return state;
        }
        finally
        {
            _one.Release();
        }
    }

    private static string CacheFolder => Environment.GetEnvironmentVariable("CLU_CACHE_DIR") ?? Path.Combine(
        Environment.GetEnvironmentVariable("XDG_CACHE_HOME") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache"), "clu");

    private static async Task MakeAsync(LiveState state, string iso, FirmwareKind firmware, int memoryMiB, CancellationToken cancellation)
    {
        if (state.Variables is not null)
            System.IO.File.Copy(FirmwareSearch.Find(firmware, System.IO.File.Exists)!.Variables, state.Variables, overwrite: true);
        InstallHardware hardware = new(firmware, memoryMiB, state.Variables);
        await using RunningMachine machine = await VirtualMachine.StartAsync(hardware.WithMedium(iso), cancellation);
        MachineShell shell = new(machine);
        await shell.LogInAsync(LiveSystem.BootTime, cancellation);
        (await shell.RunAsync("test \"$(sudo systemctl is-system-running --wait)\" = running", LiveSystem.BootTime, cancellation)).Succeeded();
        // The installer that starts on the screen would go on in each test.
        (await shell.RunAsync("sudo systemctl stop getty@tty1.service", LiveSystem.BootTime, cancellation)).Succeeded();
        using QemuControl control = await QemuControl.ConnectAsync(machine, cancellation);
        await control.SaveAsync($"{state.File}.part", cancellation);
        System.IO.File.Move($"{state.File}.part", state.File, overwrite: true);
    }

    /// <summary>A state is for one medium and one QEMU.</summary>
    private static async Task<string> NameAsync(string iso, FirmwareKind firmware, int memoryMiB, CancellationToken cancellation)
    {
        await using FileStream content = System.IO.File.OpenRead(iso);
        string medium = Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellation));
        string qemu = Tool.Run("qemu-system-x86_64", "--version").Succeeded().Output;
        string hardware = string.Join(' ', new InstallHardware(firmware, memoryMiB, "variables").WithMedium("medium"));
        byte[] all = SHA256.HashData(Encoding.UTF8.GetBytes($"{medium}\n{qemu}\n{hardware}"));
        return $"{firmware.ToString().ToLowerInvariant()}-{memoryMiB}-{Convert.ToHexStringLower(all)[..16]}";
    }
}
