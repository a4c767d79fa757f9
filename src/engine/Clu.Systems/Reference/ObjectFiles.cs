using Clu.Binary;
using Clu.Images.Trees;
using Clu.Nix.StorePaths;
using Clu.Stores.Trees;
using Clu.Systems.Debian;

namespace Clu.Systems.Reference;

/// <summary>The files of one package's store object.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Root">Its tree.</param>
internal sealed record ObjectFiles(StorePath Path, ImageDirectory Root)
{
    /// <summary>Where its files are for the system that is built.</summary>
    public string StoreFile(string relative) => $"{StoreDirectory.Default.Print(Path)}/{relative}";

    /// <summary>Reads the trees of all packages; contents stay on disk.</summary>
    public static IReadOnlyList<ObjectFiles> Read(DebianClosure closure) =>
        [.. closure.Objects.Select(o => new ObjectFiles(o.Path, (ImageDirectory)ObjectTree.Read(o.PhysicalPath)))];
}
