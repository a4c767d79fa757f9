using System.CommandLine;
using Clu.Cli.Help;
using Clu.Media.Qemu;

namespace Clu.Cli.Commands;

/// <summary><c>clu run</c>.</summary>
internal static class RunCommand
{
    private const int LargestMemoryMiB = 1 << 20;

    public static Command Create(Terminal terminal)
    {
        Argument<string> image = new("FILE") { Description = "The image; it is only read" };
        ChoiceOption<FirmwareKind> firmware = new(
            "--firmware", ("bios", FirmwareKind.Bios), ("uefi", FirmwareKind.Uefi), ("uefi32", FirmwareKind.Uefi32))
        {
            Description = "What the machine starts from (default: bios)",
        };
        ChoiceOption<MediaKind> media = new("--media", ("cdrom", MediaKind.Cdrom), ("usb", MediaKind.Usb))
        {
            Description = "How it sees the image (default: cdrom)",
        };
        NumberOption memory = new("--memory", QemuOptions.SmallestMemoryMiB, LargestMemoryMiB)
        {
            Description = "Its memory (default: 2048)",
            HelpName = "MiB",
        };
        ChoiceOption<Accelerator?> accelerator = new("--accelerator", ("auto", null), ("kvm", Accelerator.Kvm), ("tcg", Accelerator.Tcg))
        {
            Description = "Who runs its instructions (default: auto, kvm where it works)",
        };
        Option<string?> disk = new("--disk") { Description = "A disk to install to; made (16 GiB, sparse) if missing", HelpName = "FILE" };
        Option<bool> serial = new("--serial") { Description = "Serial line on this terminal, no window; Ctrl-A X ends it" };
        Option<bool> dryRun = new("--dry-run") { Description = "Print the commands instead of running them" };
        CluCommand command = new("run", "Boot an image in QEMU")
        {
            Examples =
            [
                new HelpExample("clu run my.iso", "as a CD, by BIOS, in a window"),
                new HelpExample("clu run my.iso --firmware uefi --media usb", "as a stick, by UEFI"),
                new HelpExample("clu run my.iso --serial --memory 1024", "in this terminal"),
                new HelpExample("clu run my.iso --disk disk.qcow2", "with a disk to install to"),
            ],
        };
        command.Add(image);
        foreach (Option option in new Option[] { firmware, media, memory, accelerator, disk, serial, dryRun })
            command.Add(option);
        command.SetAction(async (parsed, cancellation) =>
        {
            QemuOptions options = new()
            {
                Image = parsed.GetRequiredValue(image),
                Firmware = parsed.GetValue(firmware),
                Media = parsed.GetValue(media),
                Accelerator = parsed.GetValue(accelerator),
                Disk = parsed.GetValue(disk),
                Serial = parsed.GetValue(serial),
            };
            if (parsed.GetValue(memory) is { } mebibytes)
                options = options with { MemoryMiB = mebibytes };
            if (parsed.GetValue(dryRun))
                await PrintAsync(options, terminal, cancellation).ConfigureAwait(false);
            else
                await QemuRunner.RunAsync(options, cancellation).ConfigureAwait(false);
            return ExitCode.Done;
        });
        return command;
    }

    private static async Task PrintAsync(QemuOptions options, Terminal terminal, CancellationToken cancellation)
    {
        QemuHost host = await QemuHostSurvey.FindAsync(options, cancellation).ConfigureAwait(false);
        foreach (string line in QemuPlan.Create(options, host).Commands())
            terminal.Lines.WriteLine(line);
    }
}
