using System.Formats.Tar;
using Clu.Compression;
using Clu.Stores.Progress;

namespace Clu.Install.DiskImages;

/// <summary>The archive of a root file system; unpacked as root it is one.</summary>
internal static class SystemTarball
{
    /// <summary>The step of progress.</summary>
    public const string Step = "archive";

    /// <summary>The name without its folder decides how it is packed.</summary>
    public static readonly string[] Endings = [".tar.zst", ".tar.xz", ".tar"];

    private static readonly DateTimeOffset _storeTime = DateTimeOffset.FromUnixTimeSeconds(1);

    /// <summary>Writes it.</summary>
    /// <param name="entries">What is in it; folders before what is in them.</param>
    /// <param name="prefix">Stands before each name.</param>
    /// <param name="output">Gets the archive.</param>
    /// <param name="name">Its name, which decides how it is packed.</param>
    /// <param name="progress">Told bytes of files.</param>
    /// <param name="cancel">Ends it between two files.</param>
    public static void Write(
        IEnumerable<KeyValuePair<string, RootEntry>> entries, string prefix, Stream output, string name, IProgress<ProgressEvent>? progress, CancellationToken cancel)
    {
        Stream packer = name.EndsWith(".zst", StringComparison.Ordinal) ? ZstdStreams.Pack(output, 1L << ZstdStreams.LargestWindow)
            : name.EndsWith(".xz", StringComparison.Ordinal) ? XzStream.Pack(output, CodecLevels.Default(CodecKind.Xz))
            : output;
        using (TarWriter tar = new(packer, TarEntryFormat.Gnu, leaveOpen: true))
        {
            long done = 0;
            foreach ((string path, RootEntry entry) in entries)
            {
                cancel.ThrowIfCancellationRequested();
                using FileStream? content = entry is RootFile file ? new FileStream(file.Source, FileMode.Open, FileAccess.Read, FileShare.Read) : null;
                tar.WriteEntry(Entry(prefix + path.TrimStart('/'), entry, content));
                progress?.Report(new ProgressEvent.StepAdvanced(Step, done += content?.Length ?? 0, Path.GetFileName(path)));
            }
        }

        if (packer != output)
            packer.Dispose();
    }

    private static GnuTarEntry Entry(string name, RootEntry entry, Stream? content)
    {
        GnuTarEntry made = entry switch
        {
            RootFolder => new GnuTarEntry(TarEntryType.Directory, name + "/"),
            RootLink link => new GnuTarEntry(TarEntryType.SymbolicLink, name) { LinkName = link.Target },
            _ => new GnuTarEntry(TarEntryType.RegularFile, name) { DataStream = content },
        };
        made.Mode = (UnixFileMode)entry.Mode.Bits;
        made.Uid = entry.Uid;
        made.Gid = entry.Gid;
        made.ModificationTime = _storeTime;
        // No time at all: the fields are optional, and other tools leave them empty.
        made.AccessTime = default;
        made.ChangeTime = default;
        return made;
    }
}
