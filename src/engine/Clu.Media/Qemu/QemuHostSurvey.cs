using System.Diagnostics;
using Clu.Stores;

namespace Clu.Media.Qemu;

/// <summary>Finds out what this machine can do for a virtual one.</summary>
public static class QemuHostSurvey
{
    private const string QemuName = "qemu-system-x86_64";
    private static readonly TimeSpan TrialTime = TimeSpan.FromSeconds(4);

    /// <summary>Port of QEMU's exit device; a byte n written to it ends QEMU with 2n + 1.</summary>
    private const byte ExitPort = 0xF4;
    private const byte ExitByte = 0x10;

    /// <summary>Looks for QEMU, its firmware and its accelerator.</summary>
    /// <param name="options">The wanted machine.</param>
    /// <param name="cancellation">Ends a trial of the accelerator.</param>
    /// <exception cref="Clu.Binary.CluException">
    /// <c>CLU0501</c>: no QEMU; <c>CLU0502</c>: no firmware; <c>CLU0503</c>: no image.
    /// </exception>
    public static async Task<QemuHost> FindAsync(QemuOptions options, CancellationToken cancellation = default)
    {
        if (options.Image is { } image && !File.Exists(image))
            throw QemuErrors.ImageMissing(image);
        string program = FindProgram();
        FirmwareFiles? firmware = FirmwareSearch.Find(options.Firmware, File.Exists);
        return new QemuHost(
            program,
            options.Accelerator ?? await FastestAsync(program, firmware, cancellation).ConfigureAwait(false),
            Environment.ProcessorCount,
            Environment.GetEnvironmentVariable("DISPLAY") is not null || Environment.GetEnvironmentVariable("WAYLAND_DISPLAY") is not null,
            options.Disk is not null && File.Exists(options.Disk),
            firmware);
    }

    /// <summary>Looks for the accelerator alone, for who starts many machines.</summary>
    /// <param name="firmware">Their firmware.</param>
    /// <param name="cancellation">Ends the trial.</param>
    /// <exception cref="Clu.Binary.CluException"><c>CLU0501</c>: no QEMU.</exception>
    public static Task<Accelerator> FindAcceleratorAsync(FirmwareKind firmware, CancellationToken cancellation = default) =>
        FastestAsync(FindProgram(), FirmwareSearch.Find(firmware, File.Exists), cancellation);

    private static string FindProgram() => ProgramPath.Find(QemuName) ?? throw QemuErrors.QemuMissing(QemuName);

    /// <summary>
    /// A device that opens may still run no machine (nested hypervisors), so a boot sector is run that does nothing but end QEMU. It cannot
    /// show everything: some hypervisors fail later, at single instructions, and need <see cref="QemuOptions.Accelerator"/>.
    /// </summary>
    private static async Task<Accelerator> FastestAsync(string program, FirmwareFiles? firmware, CancellationToken cancellation)
    {
        if (!File.Exists("/dev/kvm"))
            return Accelerator.Tcg;
        string sector = Path.GetTempFileName();
        await File.WriteAllBytesAsync(sector, TrialSector(), cancellation).ConfigureAwait(false);
        ProcessStartInfo start = new(
            program,
            [
                "-machine", firmware?.NeedsSmm == true ? "q35,smm=on" : "pc", "-accel", "kvm", "-cpu", QemuPlan.CpuModel(Accelerator.Kvm), "-m", "32",
                "-nic", "none", "-display", "none", "-serial", "none", "-monitor", "none",
                "-device", $"isa-debug-exit,iobase={ExitPort},iosize=1",
                "-drive", $"if=ide,format=raw,file={QemuPlan.Value(sector)}",
            ])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process trial = Process.Start(start)!;
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(TrialTime);
        try
        {
            Task output = trial.StandardOutput.ReadToEndAsync(limit.Token);
            Task error = trial.StandardError.ReadToEndAsync(limit.Token);
            await Task.WhenAll(output, error, trial.WaitForExitAsync(limit.Token)).ConfigureAwait(false);
            return trial.ExitCode == (2 * ExitByte) + 1 ? Accelerator.Kvm : Accelerator.Tcg;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return Accelerator.Tcg;
        }
        finally
        {
            if (!trial.HasExited)
            {
                trial.Kill();
                await trial.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
            }

            File.Delete(sector);
        }
    }

    private static byte[] TrialSector()
    {
        byte[] sector = new byte[1 << 20];
        byte[] code = [0xB0, ExitByte, 0xE6, ExitPort, 0xF4, 0xEB, 0xFD]; // mov al, byte; out port, al; hlt; jmp to it
        code.CopyTo(sector, 0);
        sector[510] = 0x55;
        sector[511] = 0xAA;
        return sector;
    }
}
