using System.Text;
using Clu.Binary;
using Clu.Images.Trees;

namespace Clu.Conformance.Tests.Stores;

/// <summary>Trees to put into stores.</summary>
internal static class StoreSamples
{
    public static ImageDirectory Tree(string text)
    {
        ImageDirectory tree = new();
        tree.AddPath("bin/run", new ImageFile(new MemoryContent(Encoding.UTF8.GetBytes(text)), UnixPermissions.ReadOnlyExecutable));
        tree.AddPath("share/large", new ImageFile(new MemoryContent(new byte[300_000]), UnixPermissions.ReadOnly));
        tree.AddPath("link", new ImageSymlink("bin/run"u8.ToArray()));
        return tree;
    }
}
