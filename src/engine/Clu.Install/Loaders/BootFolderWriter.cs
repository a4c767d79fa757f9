namespace Clu.Install.Loaders;

/// <summary>Brings the folder of a boot loader in line with a file set. Files get their names when they are complete.</summary>
/// <param name="folder">The folder as this process sees it.</param>
/// <param name="root">What stands before paths of the store.</param>
/// <param name="files">What it is to have.</param>
internal sealed class BootFolderWriter(string folder, string root, LoaderFileSet files)
{
    /// <summary>Room that FAT loses to its clusters, at most, for each file.</summary>
    private const int ClusterBytes = 64 * 1024;

    private const string Unfinished = ".new";

    private readonly HashSet<string> _wanted = [.. files.Copies.Select(copy => copy.Path), .. files.Texts.Select(text => text.Path)];

    /// <summary>Copies and texts that are not there, or are not what they should be.</summary>
    public IReadOnlyList<(string StoreFile, string Path)> ToCopy { get; } =
        [.. files.Copies.Where(copy => !FileBytes.Equal(root + copy.StoreFile, folder + copy.Path))];

    /// <summary>Files of generations that are gone, and what an interrupted update left.</summary>
    /// <param name="menuPrefix">What names of menu files begin with that are ours.</param>
    /// <param name="kernelFolder">Folder of kernels, all of which are ours.</param>
    /// <param name="menuFolder">Folder of menu files.</param>
    public IReadOnlyList<FileInfo> Dead(string kernelFolder, string menuFolder, string menuPrefix) =>
        [.. In(kernelFolder, ""), .. In(menuFolder, menuPrefix)];

    /// <summary>Checks that what is to come finds room once the dead are gone.</summary>
    /// <exception cref="Clu.Binary.CluException">CLU0665.</exception>
    public void CheckRoom(IEnumerable<FileInfo> dead)
    {
        long needed = ToCopy.Sum(copy => new FileInfo(root + copy.StoreFile).Length + ClusterBytes) + ((files.Texts.Count + 1) * (long)ClusterBytes);
        long free = new DriveInfo(folder).AvailableFreeSpace + dead.Sum(file => file.Length);
        if (free < needed)
            throw InstallErrors.BootFull(folder, needed, free);
    }

    /// <summary>Copies and writes; the menu last.</summary>
    public void Write(CancellationToken cancel)
    {
        foreach ((string storeFile, string path) in ToCopy)
        {
            cancel.ThrowIfCancellationRequested();
            Replace(folder + path, target =>
            {
                using FileStream source = File.OpenRead(root + storeFile);
                source.CopyTo(target);
            });
        }

        foreach ((string path, string content) in files.Texts.Where(text => !File.Exists(folder + text.Path) || File.ReadAllText(folder + text.Path) != text.Content))
            Replace(folder + path, target => target.Write(System.Text.Encoding.UTF8.GetBytes(content)));
    }

    /// <summary>Writes a file under another name, then gives it its own.</summary>
    public static void Replace(string path, Action<FileStream> write)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using (FileStream target = File.Create(path + Unfinished))
        {
            write(target);
            target.Flush(flushToDisk: true);
        }

        File.Move(path + Unfinished, path, overwrite: true);
    }

    private IEnumerable<FileInfo> In(string subfolder, string prefix) => Directory.Exists(folder + subfolder)
        ? new DirectoryInfo(folder + subfolder).EnumerateFiles()
            .Where(file => file.Name.StartsWith(prefix, StringComparison.Ordinal) && !_wanted.Contains($"{subfolder}/{file.Name}"))
            .OrderBy(file => file.Name, StringComparer.Ordinal)
        : [];
}
