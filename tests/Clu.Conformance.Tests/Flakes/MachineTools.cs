using Clu.Testing;

namespace Clu.Conformance.Tests.Flakes;

/// <summary>Programs of this machine with their libraries, as a package would have them.</summary>
internal static class MachineTools
{
    private const string Libraries = "usr/lib/x86_64-linux-gnu";

    /// <summary>What makes disks for BIOS and UEFI.</summary>
    public static readonly string[] OfImages = ["usr/sbin/mke2fs", "usr/sbin/debugfs", "usr/sbin/e2fsck", "usr/bin/grub-mkimage"];

    /// <summary>The files of a package; a test that needs one that is missing skips.</summary>
    public static IEnumerable<(string Path, byte[] Content)> Files(IReadOnlyList<string> programs)
    {
        string[] found = [.. programs.Select(program => Tool.Find(Path.GetFileName(program)) ?? throw Tool.Missing(Path.GetFileName(program)))];
        foreach ((string program, string file) in programs.Zip(found))
            yield return (program, File.ReadAllBytes(file));
        string[] words = [.. Tool.Run("ldd", found).Succeeded().Output.Split((char[])['\n', ' ', '\t'], StringSplitOptions.RemoveEmptyEntries)];
        foreach (string library in words.Where(word => word[0] == '/' && word[^1] != ':').DistinctBy(Path.GetFileName))
            yield return ($"{Libraries}/{Path.GetFileName(library)}", File.ReadAllBytes(library));
        const string Modules = "usr/lib/grub/i386-pc";
        foreach (string module in Directory.GetFiles($"/{Modules}").Where(file => Path.GetExtension(file) is ".mod" or ".img" or ".lst"))
            yield return ($"{Modules}/{Path.GetFileName(module)}", File.ReadAllBytes(module));
        // It is copied, not run.
        yield return ("usr/lib/systemd/boot/efi/systemd-bootx64.efi", "a loader"u8.ToArray());
    }
}
