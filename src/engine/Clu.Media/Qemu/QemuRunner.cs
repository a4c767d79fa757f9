using System.Diagnostics;
using Clu.Stores;

namespace Clu.Media.Qemu;

/// <summary>Carries a <see cref="QemuPlan"/> out.</summary>
public static class QemuRunner
{
    /// <summary>Decides and runs in one go.</summary>
    /// <param name="options">The wanted machine.</param>
    /// <param name="cancellation">Kills QEMU.</param>
    /// <inheritdoc cref="RunAsync(QemuPlan, CancellationToken)"/>
    public static async Task RunAsync(QemuOptions options, CancellationToken cancellation)
    {
        QemuHost host = await QemuHostSurvey.FindAsync(options, cancellation).ConfigureAwait(false);
        await RunAsync(QemuPlan.Create(options, host), cancellation).ConfigureAwait(false);
    }

    /// <summary>Runs a plan on the streams of this process until the machine is switched off.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="cancellation">Kills QEMU.</param>
    /// <exception cref="Clu.Binary.CluException">
    /// <c>CLU0501</c>: no QEMU; <c>CLU0505</c>: the disk cannot be made; <c>CLU0506</c>: QEMU failed.
    /// </exception>
    /// <exception cref="OperationCanceledException">Cancelled; QEMU is dead.</exception>
    public static async Task RunAsync(QemuPlan plan, CancellationToken cancellation)
    {
        await PrepareAsync(plan, cancellation).ConfigureAwait(false);
        using Process qemu = Start(new ProcessStartInfo(plan.Program, plan.Arguments));
        try
        {
            await qemu.WaitForExitAsync(cancellation).ConfigureAwait(false);
        }
        finally
        {
            if (!qemu.HasExited)
            {
                qemu.Kill();
                await qemu.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
            }
        }

        if (qemu.ExitCode != 0)
            throw QemuErrors.QemuFailed(qemu.ExitCode);
    }

    /// <summary>Makes what QEMU expects to be there: the disk.</summary>
    /// <exception cref="Clu.Binary.CluException"><c>CLU0505</c>: the disk cannot be made.</exception>
    public static async Task PrepareAsync(QemuPlan plan, CancellationToken cancellation)
    {
        switch (plan.Disk?.Format)
        {
            case DiskFormat.Raw:
                MakeRawDisk(plan.Disk);
                break;
            case DiskFormat.Qcow2:
                await MakeQcow2DiskAsync(plan.Disk, cancellation).ConfigureAwait(false);
                break;
        }
    }

    private static void MakeRawDisk(DiskToMake disk)
    {
        try
        {
            using FileStream file = new(disk.Path, FileMode.CreateNew, FileAccess.Write);
            file.SetLength(disk.Bytes);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw QemuErrors.DiskFailed(disk.Path, failure.Message.TrimEnd('.'));
        }
    }

    private static async Task MakeQcow2DiskAsync(DiskToMake disk, CancellationToken cancellation)
    {
        string[] command = QemuPlan.DiskCommand(disk);
        using Process tool = Start(new ProcessStartInfo(ProgramPath.Find(command[0]) ?? throw QemuErrors.QemuMissing(command[0]), command[1..]) { RedirectStandardError = true });
        string error = await tool.StandardError.ReadToEndAsync(cancellation).ConfigureAwait(false);
        await tool.WaitForExitAsync(cancellation).ConfigureAwait(false);
        if (tool.ExitCode != 0)
            throw QemuErrors.DiskFailed(disk.Path, error.Trim().TrimEnd('.'));
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            throw QemuErrors.QemuMissing(start.FileName);
        }
    }
}
