using System.Globalization;
using Clu.Install.Choices;

namespace Clu.Install.Preflights;

/// <summary>What the machine is, as far as an installation depends on it.</summary>
/// <param name="Firmware">How the live system was started.</param>
/// <param name="Memory">Bytes of RAM that the kernel has.</param>
/// <param name="Time">What the clock says.</param>
public sealed record MachineFacts(TargetFirmware Firmware, long Memory, DateTimeOffset Time)
{
    private const string EfiFolder = "/sys/firmware/efi";
    private const string MemoryFile = "/proc/meminfo";

    /// <summary>Asks the kernel.</summary>
    public static MachineFacts Read(TimeProvider clock) => new(
        Directory.Exists(EfiFolder) ? TargetFirmware.Uefi : TargetFirmware.Bios, MemoryOf(File.ReadAllText(MemoryFile)), clock.GetUtcNow());

    /// <summary>Bytes of the line <c>MemTotal</c>; 0 when there is none.</summary>
    internal static long MemoryOf(string meminfo)
    {
        string? line = meminfo.Split('\n').FirstOrDefault(line => line.StartsWith("MemTotal:", StringComparison.Ordinal));
        string? kibibytes = line?.Split(' ', StringSplitOptions.RemoveEmptyEntries).ElementAtOrDefault(1);
        return long.TryParse(kibibytes, CultureInfo.InvariantCulture, out long value) ? value << 10 : 0;
    }
}
