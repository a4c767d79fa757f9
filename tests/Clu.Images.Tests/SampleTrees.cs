using System.Text;
using Clu.Binary;
using Clu.Images.Trees;

namespace Clu.Images.Tests;

/// <summary>Makes trees and compares them.</summary>
internal static class SampleTrees
{
    internal static ImageFile File(string text) => File(Encoding.UTF8.GetBytes(text));

    internal static ImageFile File(byte[] bytes) => new(new MemoryContent(bytes), UnixPermissions.File);

    internal static byte[] Bytes(int length)
    {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++)
            bytes[i] = (byte)((i * 7) ^ (i >> 8));
        return bytes;
    }

    /// <summary>A tree of chance.</summary>
    /// <param name="seed">Decides it.</param>
    /// <param name="links">Whether there are symbolic links.</param>
    internal static ImageDirectory Any(int seed, bool links)
    {
        Random random = new(seed);
        ImageDirectory root = new(UnixPermissions.Executable);
        Fill(root, depth: 0);
        return root;

        void Fill(ImageDirectory directory, int depth)
        {
            for (int i = random.Next(depth == 0 ? 30 : 8); i > 0; i--)
            {
                FileName name = FileName.From(Name());
                if (directory.Entries.Any(entry => string.Equals(entry.Key.ToString(), name.ToString(), StringComparison.OrdinalIgnoreCase)))
                    continue;
                directory.Add(name, Node(depth));
            }
        }

        ImageNode Node(int depth)
        {
            switch (random.Next(5))
            {
                case 0 when depth < 12:
                    ImageDirectory child = new(UnixPermissions.Executable);
                    Fill(child, depth + 1);
                    return child;
                case 1 when links:
                    return new ImageSymlink(string.Join('/', Enumerable.Range(0, random.Next(1, 12)).Select(i => random.Next(4) == 0 ? "..."[..random.Next(3)] : Name()).Prepend("x")));
                default:
                    return File(Bytes(random.Next(3) == 0 ? 0 : random.Next(9000)));
            }
        }

        string Name()
        {
            const string Letters = "abcXYZ019._-+~äß";
            string name = string.Concat(Enumerable.Range(0, random.Next(6) == 0 ? random.Next(40, 120) : random.Next(1, 14)).Select(_ => Letters[random.Next(Letters.Length)]));
            return name.TrimEnd('.') is { Length: > 0 } valid ? valid : "n";
        }
    }

    internal static void Equal(ImageNode expected, ImageNode actual)
    {
        switch (expected)
        {
            case ImageDirectory directory:
                ImageDirectory other = Assert.IsType<ImageDirectory>(actual);
                Assert.Equal(directory.Mode, other.Mode);
                Assert.Equal(directory.Entries.Select(entry => entry.Key.ToString()), other.Entries.Select(entry => entry.Key.ToString()));
                foreach ((FileName name, ImageNode node) in directory.Entries)
                    Equal(node, other.Find(name)!);
                break;
            case ImageFile file:
                ImageFile read = Assert.IsType<ImageFile>(actual);
                Assert.Equal(file.Mode, read.Mode);
                Assert.Equal(All(file.Content), All(read.Content));
                break;
            case ImageSymlink link:
                Assert.Equal(Encoding.UTF8.GetString(link.Target.Span), Encoding.UTF8.GetString(Assert.IsType<ImageSymlink>(actual).Target.Span));
                break;
        }
    }

    internal static byte[] All(IFileContent content)
    {
        using Stream stream = content.Open();
        using MemoryStream bytes = new();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
