using System.Buffers.Binary;
using Clu.Images.Gpt;
using Clu.Images.Mbr;
using Clu.Systems.Debian;

namespace Clu.Install.DiskImages;

/// <summary>
/// GRUB for BIOS on a GPT disk: <c>boot.img</c> in the first sector, <c>core.img</c> in the BIOS boot partition; what <c>grub-bios-setup</c> writes, without a
/// device to write to.
/// </summary>
internal sealed class GrubDisk(ClosureProgram program)
{
    /// <summary>Folder of the modules in the package.</summary>
    public const string Folder = "usr/lib/grub/i386-pc";

    /// <summary>A module that each version has.</summary>
    public const string AnyModule = "normal.mod";

    /// <summary>What makes a core, in its package.</summary>
    public const string Program = "usr/bin/grub-mkimage";

    /// <summary>What finds the root and reads the menu; the rest is loaded from the root.</summary>
    private static readonly string[] _modules = ["biosdisk", "part_gpt", "ext2", "search", "search_fs_uuid", "normal", "configfile"];

    // boot.img: where the core begins, and a jump that is taken out for disks, because some BIOSes name the wrong drive.
    private const int CoreSector = 0x5C;
    private const int DriveCheck = 0x66;
    private const byte NoOperation = 0x90;

    // diskboot.img, the core's first sector: a list of runs at its end, of which there is one.
    private const int FirstRun = GptLimits.SectorSize - 12;

    /// <summary>Makes the core.</summary>
    /// <param name="rootUuid">Of the file system with <c>/boot/grub</c>.</param>
    /// <param name="scratch">Folder for temporary files.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task<byte[]> CoreAsync(string rootUuid, string scratch, CancellationToken cancel)
    {
        string early = Path.Combine(scratch, "grub-early.cfg"), output = Path.Combine(scratch, "core.img");
        await File.WriteAllTextAsync(early, $"search.fs_uuid {rootUuid} root\nset prefix=($root)/boot/grub\n", cancel).ConfigureAwait(false);
        await program.RunAsync(
            Program,
            ["--directory", ModuleFolder, "--format", "i386-pc", "--prefix", "/boot/grub", "--config", early, "--output", output, .. _modules],
            cancel: cancel).ConfigureAwait(false);
        return await File.ReadAllBytesAsync(output, cancel).ConfigureAwait(false);
    }

    /// <summary>Where the modules are on this machine.</summary>
    public string ModuleFolder => Path.GetDirectoryName(program.Find($"{Folder}/{AnyModule}"))!;

    /// <summary>Tells the core where its rest is: in the sectors behind its first one.</summary>
    public static void Place(Span<byte> core, ulong firstSector) => BinaryPrimitives.WriteUInt64LittleEndian(core[FirstRun..], firstSector + 1);

    /// <summary>The boot code for the first sector.</summary>
    public byte[] BootCode(ulong coreSector)
    {
        byte[] code = File.ReadAllBytes(program.Find($"{Folder}/boot.img"))[..MasterBootRecord.CodeSize];
        BinaryPrimitives.WriteUInt64LittleEndian(code.AsSpan(CoreSector), coreSector);
        code.AsSpan(DriveCheck, 2).Fill(NoOperation);
        return code;
    }
}
