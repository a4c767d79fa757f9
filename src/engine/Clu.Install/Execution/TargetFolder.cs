using System.Text;
using Clu.Images.Trees;
using Clu.Install.Plans;

namespace Clu.Install.Execution;

/// <summary>
/// The target's root folder, written with the target's own paths. A link in the middle of a path means something in the target alone, so that none is
/// followed: it would lead into the live system.
/// </summary>
/// <param name="root">Where the target is mounted.</param>
public sealed class TargetFolder(string root)
{
    private const string Temporary = ".clu-new";

    /// <summary>Where the target is mounted.</summary>
    public string Root { get; } = Path.GetFullPath(root);

    /// <summary>Where a path of the target is now.</summary>
    /// <exception cref="Clu.Binary.CluException">CLU0670: it goes through a link, or out of the target.</exception>
    public string Resolve(string path)
    {
        string current = Root;
        string[] names = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (!path.StartsWith('/') || names.Any(name => name is "." or ".."))
            throw InstallErrors.BadTargetPath(path, "it is no plain absolute path");
        for (int i = 0; i < names.Length; i++)
        {
            current = Path.Join(current, names[i]);
            if (i < names.Length - 1 && new FileInfo(current).LinkTarget is not null)
                throw InstallErrors.BadTargetPath(path, $"'/{string.Join('/', names[..(i + 1)])}' is a link");
        }

        return current;
    }

    /// <summary>Makes a folder; those above it that are missing get 0755 and root.</summary>
    public void MakeFolder(string path, UnixPermissions mode, int uid, int gid)
    {
        string real = Resolve(path);
        MakeAbove(real);
        Directory.CreateDirectory(real);
        SetOwnerAndMode(real, mode, uid, gid);
    }

    /// <summary>Writes a file as a whole; under its name is never half of it, also after a power loss.</summary>
    public void Write(PlannedFile file)
    {
        string real = Resolve(file.Path);
        MakeAbove(real);
        string temporary = real + Temporary;
        File.Delete(temporary);
        FileStreamOptions options = new()
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            BufferSize = 0,
        };
        using (FileStream stream = new(temporary, options))
        {
            stream.Write(file.Content.Span);
            SetOwnerAndMode(temporary, file.Mode, file.Uid, file.Gid);
            stream.Flush(flushToDisk: true);
        }

        File.Move(temporary, real, overwrite: true);
    }

    /// <summary>Makes a symbolic link in place of what was there.</summary>
    public void Link(string path, string target)
    {
        string real = Resolve(path);
        MakeAbove(real);
        SymbolicLink.Place(real, target);
    }

    /// <summary>Removes a file or link, if it is there.</summary>
    public void Remove(string path) => File.Delete(Resolve(path));

    /// <summary>Copies a file to a path of the target under another name first; a file of the same length stays, because what is copied so is named by its hash.</summary>
    public void CopyNamedByHash(string source, string path)
    {
        string real = Resolve(path);
        MakeAbove(real);
        if (File.Exists(real) && new FileInfo(real).Length == new FileInfo(source).Length)
            return;
        CopyFile(source, real);
    }

    /// <summary>Copies a file or folder of the live system; links are kept as they are, everything belongs to root.</summary>
    public void CopyTree(string source, string path, UnixPermissions? mode)
    {
        string real = Resolve(path);
        MakeAbove(real);
        CopyNode(source, real, mode);
    }

    /// <summary>Text of a file of the target; null when it is not there.</summary>
    public string? ReadText(string path) => File.Exists(Resolve(path)) ? File.ReadAllText(Resolve(path), Encoding.UTF8) : null;

    private static void CopyNode(string source, string real, UnixPermissions? mode)
    {
        FileInfo info = new(source);
        if (info.LinkTarget is { } target)
        {
            File.Delete(real);
            File.CreateSymbolicLink(real, target);
        }
        else if (Directory.Exists(source))
        {
            Directory.CreateDirectory(real);
            SetOwnerAndMode(real, new UnixPermissions((ushort)File.GetUnixFileMode(source)), 0, 0);
            foreach (string child in Directory.EnumerateFileSystemEntries(source).Order(StringComparer.Ordinal))
                CopyNode(child, Path.Join(real, Path.GetFileName(child)), mode);
        }
        else
        {
            CopyFile(source, real);
            SetOwnerAndMode(real, mode ?? new UnixPermissions((ushort)File.GetUnixFileMode(source)), 0, 0);
        }
    }

    private static void CopyFile(string source, string real)
    {
        string temporary = real + Temporary;
        File.Delete(temporary);
        using (FileStream from = new(source, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0))
        using (FileStream to = new(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0))
        {
            from.CopyTo(to, 1 << 20);
            to.Flush(flushToDisk: true);
        }

        File.Move(temporary, real, overwrite: true);
    }

    private void MakeAbove(string real)
    {
        string folder = Path.GetDirectoryName(real)!;
        if (folder.Length <= Root.Length || Directory.Exists(folder))
            return;
        MakeAbove(folder);
        Directory.CreateDirectory(folder);
        SetOwnerAndMode(folder, UnixPermissions.Executable, 0, 0);
    }

    /// <summary>FAT has neither owners nor modes, and refuses to be given some.</summary>
    private static void SetOwnerAndMode(string real, UnixPermissions mode, int uid, int gid)
    {
        bool canOwn = Ownership.TrySet(real, uid, gid);
        if (canOwn)
            File.SetUnixFileMode(real, (UnixFileMode)mode.Bits);
    }
}
