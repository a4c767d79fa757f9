using Clu.Binary;
using Clu.Images.Trees;

namespace Clu.Conformance.Tests.SquashFs;

/// <summary>A tree on disk with every kind of content, and its model.</summary>
internal static class DiskTree
{
    internal static void Make(string path)
    {
        Random random = new(1);
        byte[] noise = new byte[1_500_000];
        random.NextBytes(noise);
        Directory.CreateDirectory(Path.Combine(path, "many"));
        Directory.CreateDirectory(Path.Combine(path, "empty-folder"));
        File.WriteAllBytes(Path.Combine(path, "empty"), []);
        File.WriteAllBytes(Path.Combine(path, "noise"), noise);
        File.WriteAllBytes(Path.Combine(path, "zeros"), new byte[3_000_000]);
        byte[] large = new byte[2_500_001];
        for (int i = 0; i < large.Length; i++)
            large[i] = (byte)(i >> (i % 5));
        File.WriteAllBytes(Path.Combine(path, "large"), large);
        File.WriteAllBytes(Path.Combine(path, "large-again"), large);
        File.WriteAllBytes(Path.Combine(path, "block"), large[..131072]);
        for (int i = 0; i < 3000; i++)
            File.WriteAllText(Path.Combine(path, "many", $"file-{i}"), string.Concat(Enumerable.Repeat($"{i}\n", i % 50)));
        File.CreateSymbolicLink(Path.Combine(path, "link"), "many/file-1");
        File.SetUnixFileMode(Path.Combine(path, "noise"), (UnixFileMode)Convert.ToInt32("555", 8));
    }

    internal static ImageNode Read(string path)
    {
        FileSystemInfo info = Directory.Exists(path) ? new DirectoryInfo(path) : new FileInfo(path);
        if (info.LinkTarget is { } target)
            return new ImageSymlink(target);
        UnixPermissions mode = new((ushort)info.UnixFileMode);
        if (info is not DirectoryInfo folder)
            return new ImageFile(new MemoryContent(File.ReadAllBytes(path)), mode);
        ImageDirectory directory = new(mode);
        foreach (FileSystemInfo entry in folder.GetFileSystemInfos())
            directory.Add(FileName.From(entry.Name), Read(entry.FullName));
        return directory;
    }
}
