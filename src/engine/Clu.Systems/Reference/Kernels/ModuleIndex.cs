using Clu.Systems.Debian;

namespace Clu.Systems.Reference.Kernels;

/// <summary>What <c>depmod</c> finds out about a kernel's modules: a postinst's work, done with the closure's own kmod.</summary>
/// <param name="Files">Its <c>modules.*</c> files by name.</param>
internal sealed record ModuleIndex(IReadOnlyDictionary<string, byte[]> Files)
{
    /// <summary>Runs depmod.</summary>
    /// <param name="program">Runs programs of the closure.</param>
    /// <param name="kernel">Whose modules.</param>
    /// <param name="scratch">Folder for temporary files.</param>
    /// <param name="cancel">Ends it.</param>
    public static async Task<ModuleIndex> MakeAsync(ClosureProgram program, Kernel kernel, string scratch, CancellationToken cancel)
    {
        string root = Path.Combine(scratch, "modules");
        string folder = Path.Combine(root, "lib/modules", kernel.Release);
        Directory.CreateDirectory(folder);
        string source = Path.Combine(kernel.Object.PhysicalPath, kernel.ModuleFolder);
        Directory.CreateSymbolicLink(Path.Combine(folder, "kernel"), Path.Combine(source, "kernel"));
        foreach (string list in Directory.EnumerateFiles(source, "modules.*"))
            await File.WriteAllBytesAsync(Path.Combine(folder, Path.GetFileName(list)), await File.ReadAllBytesAsync(list, cancel).ConfigureAwait(false), cancel)
                .ConfigureAwait(false);
        await program.RunAsync("usr/bin/kmod", ["-b", root, kernel.Release], name: "depmod", cancel: cancel).ConfigureAwait(false);

        Dictionary<string, byte[]> files = [];
        foreach (string file in Directory.EnumerateFiles(folder, "modules.*").Order(StringComparer.Ordinal))
            files[Path.GetFileName(file)] = await File.ReadAllBytesAsync(file, cancel).ConfigureAwait(false);
        return new ModuleIndex(files);
    }

    /// <summary>The lines of a text file of the index.</summary>
    public IEnumerable<string> Lines(string name) => Files.TryGetValue(name, out byte[]? content)
        ? System.Text.Encoding.UTF8.GetString(content).Split('\n', StringSplitOptions.RemoveEmptyEntries)
        : [];
}
