using System.Text;
using Clu.Images.Fat;
using Clu.Images.Trees;
using Clu.Install.Answers;
using Clu.Media.Machines;
using Clu.Media.Qemu;

namespace Clu.Install.Trials;

/// <summary>The hardware of a trial: blank disks, a stick with answers, firmware that remembers, no network card. Disks are files with holes.</summary>
internal sealed class TrialMachine : IDisposable
{
    /// <summary>Label of the stick.</summary>
    public const string StickLabel = "CLU-PROVE";

    private const long LeastDisk = 16L << 30;
    private const long RoomBesideStore = 6L << 30;
    private const string StickSerial = "CLUANSWERS";
    private const string AnswersFile = "clu-answers.toml";

    private readonly string _folder = Directory.CreateTempSubdirectory("clu-prove-").FullName;
    private readonly QemuOptions _options;
    private readonly string _stick;

    /// <summary>Makes it.</summary>
    /// <exception cref="Clu.Binary.CluException">CLU0502: this machine has no such firmware.</exception>
    public TrialMachine(BootTrial trial, BootTrialRequest request)
    {
        long bytes = request.DiskBytes ?? Math.Max(LeastDisk, (2 * (trial.Host.ClosureSize + (trial.Host.Offline?.ClosureSize ?? 0))) + RoomBesideStore);
        _options = new QemuOptions
        {
            Image = null,
            Firmware = trial.Firmware.Kind(),
            MemoryMiB = request.MemoryMiB,
            Accelerator = request.Accelerator,
            // Translated machines with two were seen to hang when the kernel starts, rarely: a no to a medium that is good.
            Processors = request.Accelerator == Accelerator.Tcg ? 1 : null,
            Network = false,
            Variables = CopyVariables(trial.Firmware.Kind()),
            Drives = [.. Enumerable.Range(0, trial.Layout.DiskCount).Select(number => MakeDisk(TrialAnswers.Serial(number), bytes))],
            // For systems that say nothing on the serial line otherwise; systemd-boot and systemd's stub of a later year take it.
            FirmwareTexts = ["io.systemd.boot.kernel-cmdline-extra=console=ttyS0", "io.systemd.stub.kernel-cmdline-extra=console=ttyS0"],
        };
        _stick = Path.Combine(_folder, "stick");
        ImageDirectory root = new();
        byte[] answers = Encoding.UTF8.GetBytes(AnswersWriter.Write(TrialAnswers.Of(trial), secrets: true));
        root.AddPath(AnswersFile, new ImageFile(new MemoryContent(answers), UnixPermissions.ReadOnly));
        File.WriteAllBytes(_stick, FatWriter.Write(root, new FatOptions { Label = StickLabel }));
    }

    /// <summary>Starts it with the medium in its drive, the stick plugged in and its disks.</summary>
    public Task<RunningMachine> StartMediumAsync(string image, CancellationToken cancel) =>
        RunningMachine.StartAsync(_options with { Image = image, FirmwareTexts = [], Drives = [.. _options.Drives, new QemuDrive(_stick, StickSerial, ReadOnly: true)] }, cancel);

    /// <summary>Starts it with its disks alone.</summary>
    public Task<RunningMachine> StartDisksAsync(CancellationToken cancel) => RunningMachine.StartAsync(_options, cancel);

    /// <summary>Throws it away.</summary>
    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private QemuDrive MakeDisk(string serial, long bytes)
    {
        string file = Path.Combine(_folder, serial);
        using FileStream disk = File.Create(file);
        disk.SetLength(bytes);
        return new QemuDrive(file, serial);
    }

    private string? CopyVariables(FirmwareKind firmware)
    {
        if (FirmwareSearch.Find(firmware, File.Exists) is not { } files)
            return null;
        string copy = Path.Combine(_folder, "variables");
        File.Copy(files.Variables, copy);
        return copy;
    }
}
