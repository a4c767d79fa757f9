using System.Globalization;
using Clu.Media.Machines;
using Clu.Media.Qemu;
using Clu.Testing;
using Clu.Vm.Tests.Machines;

namespace Clu.Vm.Tests.Installing;

/// <summary>A machine that is installed: the live system first, then its own disks alone. One runs at a time.</summary>
internal sealed class InstallMachine : IAsyncDisposable
{
    /// <summary>The kernel may need a moment to see a disk that was plugged in.</summary>
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(600);

    private readonly TempFolder _folder = new();
    private readonly string _iso;
    private readonly FirmwareKind _firmware;
    private readonly int _memoryMiB;
    private RunningMachine? _machine;
    private MachineShell? _shell;

    private InstallMachine(string iso, FirmwareKind firmware, int memoryMiB, IReadOnlyList<long> disks)
    {
        _iso = iso;
        _firmware = firmware;
        _memoryMiB = memoryMiB;
        Disks = [.. disks.Select((bytes, index) => MachineDisk.Create(_folder.Path, $"CLUDISK{index + 1}", bytes))];
    }

    /// <summary>Its disks, <c>CLUDISK1</c> and so on.</summary>
    public IReadOnlyList<MachineDisk> Disks { get; }

    /// <summary>The running machine: its serial line for screens and keys.</summary>
    public RunningMachine Machine => _machine ?? throw new InvalidOperationException("the machine is off");

    /// <summary>The shell of the live system, or of who logged in.</summary>
    public MachineShell Shell => _shell ?? throw new InvalidOperationException("nobody is logged in");

    private string? Variables => _firmware == FirmwareKind.Bios ? null : _folder["vars.fd"];

    private InstallHardware Hardware => new(_firmware, _memoryMiB, Variables) { TpmSocket = Tpm?.Socket };

    /// <summary>The machine's TPM2; null when it has none. A live system with one is booted, not gone on with.</summary>
    public TrustedModule? Tpm { get; init; }

    /// <summary>Makes a machine with blank disks.</summary>
    /// <param name="iso">The medium.</param>
    /// <param name="firmware">BIOS or UEFI.</param>
    /// <param name="memoryMiB">Memory.</param>
    /// <param name="disks">Bytes of each disk.</param>
    public static InstallMachine Create(string iso, FirmwareKind firmware, int memoryMiB, params IReadOnlyList<long> disks) =>
        new(iso, firmware, memoryMiB, disks);

    /// <summary>Makes the machine of a scenario.</summary>
    public static InstallMachine Create(InstallScenario scenario, TrustedModule? tpm = null) =>
        new(MediumUnderTest.Path, scenario.Firmware, InstallScenario.MemoryMiB, [.. Enumerable.Repeat(scenario.Size, scenario.Disks)]) { Tpm = tpm };

    /// <summary>Starts the live system at its prompt, with the disks plugged in, as what they hold now.</summary>
    /// <param name="cancellation">Stops the waiting.</param>
    /// <param name="medium">What lies in the drive; null for the medium that the live system was started from.</param>
    public async Task StartLiveAsync(CancellationToken cancellation, string? medium = null)
    {
        await PowerCutAsync();
        LiveState state = await LiveState.GetAsync(_iso, _firmware, _memoryMiB, cancellation);
        if (state.Variables is not null)
            File.Copy(state.Variables, Variables!, overwrite: true);
        _machine = await VirtualMachine.StartAsync(Hardware.Resumed(medium ?? _iso, state.File), cancellation);
        _shell = new MachineShell(_machine);
        using QemuControl control = await QemuControl.ConnectAsync(_machine, cancellation);
        await control.ExpectRunningAsync(cancellation);
        for (int index = 0; index < Disks.Count; index++)
            await control.AddDiskAsync(Disks[index].File, Disks[index].Serial, Hardware.Bus(index), cancellation);
        // The clock of the guest stood still.
        string now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        string seen = string.Join(" && ", Disks.Select(disk => $"test -b {disk.Device}").Prepend("true"));
        (await Shell.RunAsync($"sudo date -s @{now} && for i in $(seq 100); do {seen} && break; sleep 0.3; done; sudo udevadm settle; {seen}", Short, cancellation))
            .Succeeded();
    }

    /// <summary>Boots the medium as a person does, from power on, with the disks in the machine, and a file that holds one more.</summary>
    /// <param name="cancellation">Stops the waiting.</param>
    /// <param name="stick">A raw file with a file system; null for none.</param>
    public async Task StartMediumAsync(CancellationToken cancellation, string? stick = null)
    {
        await SwitchOnAsync(cancellation);
        string[] more = stick is null ? [] : ["-drive", $"if=none,id=stick,format=raw,readonly=on,file={stick}", "-device", "virtio-blk-pci,drive=stick"];
        _machine = await VirtualMachine.StartAsync([.. Hardware.WithMedium(_iso), .. Disks.SelectMany(Hardware.Plugged), .. more], cancellation);
        _shell = new MachineShell(Machine);
    }

    /// <summary>The power goes: what the guest has not written is lost.</summary>
    public async Task PowerCutAsync()
    {
        if (_machine is not null)
            await _machine.DisposeAsync();
        _machine = null;
        _shell = null;
    }

    /// <summary>Starts the machine from its disks; the medium and the live system are gone, the firmware's variables are kept.</summary>
    public Task BootDiskAsync(CancellationToken cancellation) => BootDiskAsync(Disks, cancellation);

    /// <summary>Starts the machine from some of its disks: the others are gone.</summary>
    public async Task BootDiskAsync(IReadOnlyList<MachineDisk> disks, CancellationToken cancellation)
    {
        await SwitchOnAsync(cancellation);
        _machine = await VirtualMachine.StartAsync(Hardware.WithDisks(disks), cancellation);
    }

    private async Task SwitchOnAsync(CancellationToken cancellation)
    {
        await PowerCutAsync();
        if (Variables is not null && !File.Exists(Variables))
            File.Copy(FirmwareSearch.Find(_firmware, File.Exists)!.Variables, Variables);
        if (Tpm is not null)
            await Tpm.StartAsync(cancellation);
    }

    /// <summary>Logs in on the serial line.</summary>
    public async Task LogInAsync(string user, string password, CancellationToken cancellation)
    {
        _shell = new MachineShell(Machine);
        await _shell.LogInAsync(user, password, LiveSystem.BootTime, cancellation);
    }

    /// <summary>Switches the machine off from inside and waits until it is.</summary>
    public async Task PowerOffAsync(CancellationToken cancellation)
    {
        await Machine.TypeAsync("sudo systemctl poweroff\n", cancellation);
        await Machine.ExpectEndAsync(LiveSystem.BootTime, cancellation);
        await PowerCutAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await PowerCutAsync();
        _folder.Dispose();
    }
}
