using System.Globalization;
using System.Text;
using Clu.Systems.Debian;

namespace Clu.Install.DiskImages;

/// <summary>
/// Makes an ext4 file system inside a disk image, without mounting anything: <c>mke2fs</c> makes it empty, <c>debugfs</c> fills it by a list of commands. So
/// owners are what the list says, whoever runs this, times are fixed, and nothing depends on the order in which folders are read.
/// </summary>
/// <param name="program">Has the packages of e2fsprogs.</param>
/// <param name="image">The disk image.</param>
/// <param name="offset">Where the file system begins.</param>
internal sealed class Ext4Image(ClosureProgram program, string image, long offset)
{
    /// <summary>The programs, by their places in e2fsprogs.</summary>
    public const string Make = "usr/sbin/mke2fs", Fill = "usr/sbin/debugfs", Check = "usr/sbin/e2fsck";

    /// <summary>One list for all versions of the tool, and nothing that GRUB cannot read.</summary>
    private const string Features =
        "none,has_journal,ext_attr,resize_inode,dir_index,filetype,extent,64bit,flex_bg,sparse_super,large_file,huge_file,dir_nlink,extra_isize,metadata_csum";

    private const int BlockSize = 4096;
    private const int JournalMiB = 32;

    /// <summary>Files of an empty system and those to come: an inode for so many bytes.</summary>
    private const int BytesPerInode = 16384;

    /// <summary>Every time in the file system.</summary>
    private static readonly Dictionary<string, string> _fixedTime = new() { ["E2FSPROGS_FAKE_TIME"] = "1" };

    private string Place => string.Create(CultureInfo.InvariantCulture, $"{image}?offset={offset}");

    /// <summary>Makes it.</summary>
    /// <param name="tree">What is in it.</param>
    /// <param name="size">Its bytes, a multiple of 4096.</param>
    /// <param name="uuid">By this it is mounted.</param>
    /// <param name="label">Its label.</param>
    /// <param name="scratch">Folder for the list of commands.</param>
    /// <param name="progress">Told the bytes of files that are in it.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="Clu.Binary.CluException">CLU0435, CLU0436: a tool is missing or fails. CLU0580: it does not fill the file system as told.</exception>
    public async Task MakeAsync(RootTree tree, long size, string uuid, string label, string scratch, IProgress<long>? progress, CancellationToken cancel)
    {
        long inodes = Math.Max(size / BytesPerInode, tree.Entries.Count * 2L);
        await program.RunAsync(
            Make,
            [
                "-q", "-F", "-t", "ext4", "-b", Number(BlockSize), "-O", Features, "-N", Number(inodes), "-I", "256", "-m", "1", "-U", uuid, "-L", label,
                "-J", $"size={Number(JournalMiB)}", "-E", $"offset={Number(offset)},hash_seed={uuid},root_owner=0:0,lazy_itable_init=1,nodiscard", image,
                $"{Number(size / 1024)}k",
            ],
            _fixedTime,
            cancel: cancel).ConfigureAwait(false);
        string commands = Path.Combine(scratch, "debugfs-commands");
        await File.WriteAllTextAsync(commands, Commands(tree), new UTF8Encoding(false), cancel).ConfigureAwait(false);
        WrittenFiles written = new(tree, progress);
        (_, string errors) = await program.RunAsync(Fill, ["-w", "-f", commands, Place], _fixedTime, line: written.Read, cancel: cancel).ConfigureAwait(false);
        // It goes on after a command that failed, and ends as if nothing had been.
        if (errors.Split('\n').FirstOrDefault(line => line.Length > 0 && !line.StartsWith("debugfs ", StringComparison.Ordinal)) is { } error)
            throw InstallErrors.ImageTool("debugfs", error);
        await program.RunAsync(Check, ["-f", "-n", Place], _fixedTime, cancel: cancel).ConfigureAwait(false);
    }

    private static string Commands(RootTree tree)
    {
        StringBuilder text = new();
        void Line(params ReadOnlySpan<string> words) => text.AppendJoin(' ', words!).Append('\n');
        foreach ((string path, RootEntry entry) in tree.Entries)
        {
            string quoted = Quote(path);
            switch (entry)
            {
                case RootFolder folder:
                    Line("mkdir", quoted);
                    Line("set_inode_field", quoted, "mode", $"0{Octal(0x4000 | folder.Mode.Bits)}");
                    break;
                case RootFile file:
                    Line("write", Quote(file.Source), quoted);
                    Line("set_inode_field", quoted, "mode", $"0{Octal(0x8000 | file.Mode.Bits)}");
                    break;
                case RootLink link:
                    Line("symlink", quoted, Quote(link.Target));
                    break;
            }

            if (entry.Uid != 0)
                Line("set_inode_field", quoted, "uid", Number(entry.Uid));
            if (entry.Gid != 0)
                Line("set_inode_field", quoted, "gid", Number(entry.Gid));
        }

        return text.ToString();
    }

    private static string Octal(int mode) => Convert.ToString(mode, 8);

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Quote(string path) => path.Contains('\n', StringComparison.Ordinal) || path.Contains('\uFFFD', StringComparison.Ordinal)
        ? throw InstallErrors.ImageName(path)
        : $"\"{path.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
