using System.Globalization;
using Clu.Images.Trees;
using Clu.Install.Plans;
using Clu.Media.Composing;
using Clu.Nix.StorePaths;

namespace Clu.Install.DiskImages;

/// <summary>
/// A root file system with owners and modes that nobody need have the right to set: it is a list, in the order of paths, until an image is made of it.
/// </summary>
/// <param name="scratch">Folder for contents that are no files yet.</param>
internal sealed class RootTree(string scratch)
{
    private readonly SortedDictionary<string, RootEntry> _entries = new(PathOrder.Instance);
    private readonly Dictionary<string, string> _objects = new(StringComparer.Ordinal);
    private int _contents;

    /// <summary>Every entry but the root itself, folders before what is in them.</summary>
    public IReadOnlyCollection<KeyValuePair<string, RootEntry>> Entries => _entries;

    /// <summary>Bytes of all files.</summary>
    public long Bytes => _entries.Values.OfType<RootFile>().Sum(file => file.Length);

    /// <summary>Bytes that files take on a file system with blocks of 4096 bytes, folders and links with one each.</summary>
    public long Room => _entries.Values.Sum(entry => entry is RootFile file ? (file.Length + 4095) / 4096 * 4096 : 4096L);

    /// <summary>Adds a folder, and those above it that are missing.</summary>
    public void Folder(string path, UnixPermissions mode, int uid = 0, int gid = 0)
    {
        Above(path);
        _entries[path] = new RootFolder(mode, uid, gid);
    }

    /// <summary>Adds a link in place of what was there.</summary>
    public void Link(string path, string target)
    {
        Above(path);
        _entries[path] = new RootLink(target);
    }

    /// <summary>Adds a file with a content of its own.</summary>
    public void Write(PlannedFile file)
    {
        string source = Path.Combine(scratch, string.Create(CultureInfo.InvariantCulture, $"content-{++_contents}"));
        File.WriteAllBytes(source, file.Content.Span);
        Copy(source, file.Path, file.Mode, file.Uid, file.Gid);
    }

    /// <summary>Adds a file of this machine; a link is followed.</summary>
    public void Copy(string source, string path, UnixPermissions mode, int uid = 0, int gid = 0)
    {
        Above(path);
        FileInfo info = new(source);
        string real = info.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? info.FullName;
        _entries[path] = new RootFile(real, new FileInfo(real).Length, mode, uid, gid);
    }

    /// <summary>Adds a store object under its path, as it is.</summary>
    public void Add(MediumObject o)
    {
        string path = StoreDirectory.Default.Print(o.Info.Path);
        _objects[path] = o.PhysicalPath;
        Above(path);
        AddTree(o.PhysicalPath, path);
    }

    /// <summary>Where a file of the store is on this machine.</summary>
    public string Physical(string storeFile) => StoreDirectory.Default.TryParseInside(storeFile, out StorePath? path, out string rest)
        ? _objects[StoreDirectory.Default.Print(path)] + rest
        : throw InstallErrors.NotInImage(storeFile);

    /// <summary>Adds a folder of this machine, with the modes that it has.</summary>
    public void AddTree(string source, string path)
    {
        FileInfo info = new(source);
        if (info.LinkTarget is { } target)
        {
            _entries[path] = new RootLink(target);
        }
        else if (Directory.Exists(source))
        {
            _entries[path] = new RootFolder(Mode(source));
            foreach (string child in Directory.EnumerateFileSystemEntries(source))
                AddTree(child, $"{path}/{Path.GetFileName(child)}");
        }
        else
        {
            _entries[path] = new RootFile(source, info.Length, Mode(source));
        }
    }

    /// <summary>Takes out what is in a folder, which stays and is empty.</summary>
    /// <returns>What was in it, by path from there.</returns>
    public IReadOnlyList<KeyValuePair<string, RootEntry>> Split(string folder)
    {
        KeyValuePair<string, RootEntry>[] inside = [.. _entries.Where(entry => entry.Key.StartsWith($"{folder}/", StringComparison.Ordinal))];
        foreach ((string path, _) in inside)
            _entries.Remove(path);
        return [.. inside.Select(entry => KeyValuePair.Create(entry.Key[folder.Length..], entry.Value))];
    }

    /// <summary>Does what an action says. Programs are not run: whoever makes an image leaves those actions out, or does their work himself.</summary>
    public void Apply(InstallAction action)
    {
        switch (action)
        {
            case InstallAction.MakeFolder folder:
                Folder(folder.Path, folder.Mode, folder.Uid, folder.Gid);
                break;
            case InstallAction.WriteFile { File: { } file }:
                Write(file);
                break;
            case InstallAction.Link link:
                Link(link.Path, link.Target);
                break;
            case InstallAction.Remove remove:
                _entries.Remove(remove.Path);
                break;
            case InstallAction.CopyStoreFile copy:
                Copy(Physical(copy.StoreFile), copy.Path, UnixPermissions.File);
                break;
            case InstallAction.CopyLive live when File.Exists(live.Source):
                Copy(live.Source, live.Path, live.Mode ?? UnixPermissions.File);
                break;
            case InstallAction.CopyLive live:
                Above(live.Path);
                AddTree(live.Source, live.Path);
                break;
            default:
                throw new ArgumentException($"an image has no place for {ActionText.Of(action)}", nameof(action));
        }
    }

    private static UnixPermissions Mode(string path) => new((ushort)File.GetUnixFileMode(path));

    private void Above(string path)
    {
        int slash = path.LastIndexOf('/');
        if (slash <= 0 || _entries.ContainsKey(path[..slash]))
            return;
        Above(path[..slash]);
        _entries[path[..slash]] = new RootFolder(UnixPermissions.Executable);
    }
}
