using System.Buffers.Binary;
using System.Globalization;
using System.Text.Json;
using Clu.Install.Tools;

namespace Clu.Install.Loaders.Verification;

/// <summary>Checks GRUB's code for BIOS: in the first sector of a disk, and where that one loads the rest from.</summary>
/// <param name="runner">Runs <c>sfdisk</c>.</param>
/// <param name="findings">Gets what is wrong.</param>
internal sealed class BootCodeCheck(ToolRunner runner, FindingSink findings)
{
    private const int SectorBytes = 512;
    private const int CodeBytes = 440;
    private const string BiosBootType = "21686148-6449-6E6F-744E-656564454649";

    // GRUB's boot.img keeps the sector of its core there.
    private const int CoreSectorAt = 0x5C;

    // The installer writes a list of sectors into the core's first sector and the length of its repair data into the second.
    private const int BlockListAt = 500;
    private const int PatchedBytes = 2 * SectorBytes;

    /// <summary>Checks a disk.</summary>
    /// <param name="disk">Its node.</param>
    /// <param name="coreFile">GRUB's <c>core.img</c> as it was made.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task CheckAsync(string disk, string coreFile, CancellationToken cancel)
    {
        if (!File.Exists(coreFile))
        {
            findings.Error($"{coreFile} is not there, so that GRUB was not installed for BIOS");
            return;
        }

        using FileStream stream = new(disk, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        byte[] sector = Read(stream, 0, SectorBytes);
        if (sector.Length < SectorBytes || sector.AsSpan(0, CodeBytes).IndexOf("GRUB"u8) < 0 || sector[^2] != 0x55 || sector[^1] != 0xAA)
        {
            findings.Error($"the first sector of {disk} has no GRUB");
            return;
        }

        long at = (long)BinaryPrimitives.ReadUInt64LittleEndian(sector.AsSpan(CoreSectorAt));
        if (!await IsRoomForCodeAsync(disk, at, cancel).ConfigureAwait(false))
            findings.Error(string.Create(CultureInfo.InvariantCulture, $"the first sector of {disk} loads GRUB from sector {at}, which is in no BIOS boot partition"));
        byte[] core = await File.ReadAllBytesAsync(coreFile, cancel).ConfigureAwait(false);
        byte[] found = Read(stream, at * SectorBytes, core.Length);
        bool same = core.Length > PatchedBytes && found.Length == core.Length
            && found.AsSpan(0, BlockListAt).SequenceEqual(core.AsSpan(0, BlockListAt))
            && found.AsSpan(PatchedBytes).SequenceEqual(core.AsSpan(PatchedBytes));
        if (!same)
            findings.Error(string.Create(CultureInfo.InvariantCulture, $"GRUB in sector {at} of {disk} is not what {coreFile} is"));
    }

    private async Task<bool> IsRoomForCodeAsync(string disk, long sector, CancellationToken cancel)
    {
        using JsonDocument document = JsonDocument.Parse(await runner.RunAsync(new ToolCommand("sfdisk", "--json", disk), cancel).ConfigureAwait(false));
        JsonElement table = document.RootElement.GetProperty("partitiontable");
        (long Start, long Size, string Type)[] partitions = table.TryGetProperty("partitions", out JsonElement list)
            ? [.. list.EnumerateArray().Select(one => (one.GetProperty("start").GetInt64(), one.GetProperty("size").GetInt64(), one.GetProperty("type").GetString()!))]
            : [];
        return table.GetProperty("label").GetString() == "gpt"
            ? partitions.Any(one => string.Equals(one.Type, BiosBootType, StringComparison.OrdinalIgnoreCase) && sector >= one.Start && sector < one.Start + one.Size)
            : sector > 0 && partitions.All(one => sector < one.Start);
    }

    private static byte[] Read(FileStream stream, long position, int length)
    {
        byte[] bytes = new byte[length];
        stream.Position = position;
        int read = stream.ReadAtLeast(bytes, length, throwOnEndOfStream: false);
        return bytes[..read];
    }
}
