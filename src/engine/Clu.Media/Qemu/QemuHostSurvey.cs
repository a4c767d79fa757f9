using System.Diagnostics;

namespace Clu.Media.Qemu;

/// <summary>Finds out what this machine can do for a virtual one.</summary>
public static class QemuHostSurvey
{
    private const string QemuName = "qemu-system-x86_64";
    private static readonly TimeSpan TrialTime = TimeSpan.FromSeconds(5);

    /// <summary>Looks for QEMU, its firmware and its accelerator.</summary>
    /// <param name="options">The wanted machine.</param>
    /// <param name="scratchFolder">Folder for the machine's own files.</param>
    /// <param name="cancellation">Ends a trial of the accelerator.</param>
    /// <exception cref="Clu.Binary.CluException">
    /// <c>CLU0501</c>: no QEMU; <c>CLU0502</c>: no firmware; <c>CLU0503</c>: no image.
    /// </exception>
    public static async Task<QemuHost> FindAsync(QemuOptions options, string scratchFolder, CancellationToken cancellation = default)
    {
        if (!File.Exists(options.Image))
            throw QemuErrors.ImageMissing(options.Image);
        string program = FindProgram(QemuName) ?? throw QemuErrors.QemuMissing(QemuName);
        FirmwareFiles? firmware = FirmwareSearch.Find(options.Firmware, File.Exists);
        return new QemuHost(
            program,
            await KvmWorksAsync(program, cancellation).ConfigureAwait(false) ? Accelerator.Kvm : Accelerator.Tcg,
            Environment.ProcessorCount,
            Environment.GetEnvironmentVariable("DISPLAY") is not null || Environment.GetEnvironmentVariable("WAYLAND_DISPLAY") is not null,
            options.Disk is not null && File.Exists(options.Disk),
            firmware,
            scratchFolder);
    }

    /// <summary>Full path of a program on PATH, or null.</summary>
    internal static string? FindProgram(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);

    /// <summary>
    /// A device that opens may still refuse to run a machine (nested hypervisors), so one that stays stopped is started and ended.
    /// </summary>
    private static async Task<bool> KvmWorksAsync(string program, CancellationToken cancellation)
    {
        if (!File.Exists("/dev/kvm"))
            return false;
        ProcessStartInfo start = new(
            program,
            ["-accel", "kvm", "-cpu", QemuPlan.CpuModel(Accelerator.Kvm), "-S", "-m", "32", "-display", "none", "-serial", "none", "-monitor", "stdio"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process trial = Process.Start(start)!;
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(TrialTime);
        try
        {
            Task<string> output = trial.StandardOutput.ReadToEndAsync(limit.Token);
            Task<string> error = trial.StandardError.ReadToEndAsync(limit.Token);
            await trial.StandardInput.WriteAsync("quit\n".AsMemory(), limit.Token).ConfigureAwait(false);
            trial.StandardInput.Close();
            await Task.WhenAll(output, error, trial.WaitForExitAsync(limit.Token)).ConfigureAwait(false);
            return trial.ExitCode == 0;
        }
        catch (Exception failure) when (failure is IOException || (failure is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return false;
        }
        finally
        {
            if (!trial.HasExited)
                trial.Kill();
        }
    }
}
