using System.Text;
using Clu.Binary;
using Clu.Images.Cpio;
using Clu.Images.SquashFs;
using Clu.Images.Trees;
using Clu.Install.Loaders;
using Clu.Install.Plans;
using Clu.Media.Composing;
using Clu.Nix.BootSpecs;
using Clu.Stores.Progress;

namespace Clu.Install.DiskImages;

/// <summary>
/// A kernel, a ramdisk with the whole system in it, and a script that starts them from any running Linux by kexec. The ramdisk is the system's own, followed by
/// another archive with the store as SquashFS and the files of this machine, of which stage 1 makes the root in memory.
/// </summary>
/// <param name="host">The host.</param>
/// <param name="spec">How it wants to be started.</param>
/// <param name="scratch">Folder for temporary files.</param>
internal sealed class KexecTarball(BuiltHost host, BootSpec spec, string scratch)
{
    private const string StoreImageName = "nix-store.squashfs";

    /// <summary>Where stage 1 finds what it copies over the new root.</summary>
    private const string RootFiles = "root-files";

    private static readonly UnixPermissions _program = UnixPermissions.Executable;

    /// <summary>What the archive holds.</summary>
    /// <param name="tree">The files of this machine, without a store.</param>
    /// <param name="options">How the store is compressed.</param>
    /// <param name="progress">Told the bytes of files that are compressed.</param>
    /// <param name="cancel">Ends it.</param>
    public IReadOnlyList<KeyValuePair<string, RootEntry>> Make(RootTree tree, SquashFsOptions options, IProgress<long>? progress, CancellationToken cancel)
    {
        RootTree files = new(scratch);
        string initrd = Path.Combine(scratch, "initrd");
        WriteInitrd(initrd, tree, options, progress, cancel);
        RootTree store = new(scratch);
        foreach (MediumObject o in host.Closure)
            store.Add(o);
        files.Folder("/kexec", UnixPermissions.Executable);
        files.Copy(store.Physical(spec.Kernel), "/kexec/bzImage", UnixPermissions.File);
        files.Copy(initrd, "/kexec/initrd", UnixPermissions.File);
        string line = KernelCommandLine.Of(spec, ["root=tmpfs"]);
        files.Write(new PlannedFile("/kexec/command-line", Encoding.UTF8.GetBytes($"{line}\n"), UnixPermissions.File));
        files.Write(new PlannedFile("/kexec/run", Encoding.UTF8.GetBytes(Script(line)), _program));
        return [.. files.Entries];
    }

    private void WriteInitrd(string file, RootTree tree, SquashFsOptions options, IProgress<long>? progress, CancellationToken cancel)
    {
        string image = Path.Combine(scratch, StoreImageName);
        using (FileStream stream = new(image, FileMode.Create, FileAccess.ReadWrite))
            new StoreImage([.. host.Closure.OrderBy(o => o.Info.Path)], options, progress, cancel).Produce(stream);
        ImageDirectory root = new(UnixPermissions.Executable);
        root.Add(FileName.From(StoreImageName), new ImageFile(new DiskContent(image), UnixPermissions.File));
        ImageDirectory own = new(UnixPermissions.Executable);
        // The archive of a ramdisk has no owners. Homes are made when the system starts; what else there is is root's.
        foreach ((string path, RootEntry entry) in tree.Entries.Where(entry => entry.Value.Uid == 0))
        {
            if (entry is RootFolder folder && own.FindPath(path) is null)
                own.AddPath(path, new ImageDirectory(folder.Mode));
            else if (entry is RootFile content)
                own.AddPath(path, new ImageFile(new DiskContent(content.Source), content.Mode));
            else if (entry is RootLink link)
                own.AddPath(path, new ImageSymlink(link.Target));
        }

        root.Add(FileName.From(RootFiles), own);
        using FileStream output = new(file, FileMode.Create, FileAccess.ReadWrite);
        RootTree store = new(scratch);
        foreach (MediumObject o in host.Closure)
            store.Add(o);
        using (FileStream first = File.OpenRead(store.Physical(spec.Initrd!)))
            first.CopyTo(output);
        // An archive begins at a multiple of four bytes; the kernel passes over zeros between two.
        output.Write(new byte[(4 - (output.Length % 4)) % 4]);
        CpioWriter.Write(root, output);
    }

    private static string Script(string line) => $"""
        #!/bin/sh
        # Starts this system in the place of the running one: needs root and kexec-tools, and enough memory for all of the ramdisk twice.
        set -e
        folder=$(cd "$(dirname "$0")" && pwd)
        kexec --load "$folder/bzImage" --initrd="$folder/initrd" --command-line="{InQuotes(line)} $*"
        echo "Starting; connections end now."
        sync
        if command -v systemctl > /dev/null && [ -d /run/systemd/system ]; then
            systemctl kexec
        else
            kexec --exec
        fi

        """;

    /// <summary>As a shell has it between double quotes.</summary>
    private static string InQuotes(string text) => new StringBuilder(text)
        .Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("$", "\\$").Replace("`", "\\`").ToString();

    private sealed class DiskContent(string path) : IFileContent
    {
        public long Length { get; } = new FileInfo(path).Length;

        public Stream Open() => new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
    }
}
