using Clu.Images.Trees;

namespace Clu.Systems.Reference.Environments;

/// <summary>
/// The object <c>system-path</c>: what <c>/usr</c> is on the running system, so that its <c>bin</c>, <c>lib</c> and <c>share</c> are where
/// NixOS has them, too.
/// </summary>
internal static class SystemPath
{
    /// <summary>Debian's alternatives: a name and who is to have it, in order of preference. Nobody runs update-alternatives here.</summary>
    private static readonly (string Name, string[] Programs)[] _alternatives =
    [
        ("awk", ["gawk", "mawk"]),
        ("nawk", ["gawk", "mawk"]),
        ("editor", ["nano", "vim.tiny"]),
        ("pager", ["less"]),
        ("which", ["which.debianutils"]),
    ];

    /// <summary>Merges the packages' <c>usr</c>.</summary>
    /// <param name="packages">All packages.</param>
    /// <param name="modules">The kernel's module folder for <c>lib/modules</c>.</param>
    public static ImageDirectory Build(IReadOnlyList<ObjectFiles> packages, string modules)
    {
        MergedTree merge = new(path => path == "lib/modules" ? new ImageSymlink(modules) : PrivilegedPrograms.Link(path));
        ImageDirectory merged = merge.Merge(
            from package in packages
            let usr = package.Root.FindPath("usr") as ImageDirectory
            where usr is not null
            select new MergedTree.Source(package.StoreFile("usr"), usr));
        ImageDirectory links = new();
        foreach ((string name, string[] programs) in _alternatives)
        {
            if (merged.FindPath($"bin/{name}") is null && programs.FirstOrDefault(p => merged.FindPath($"bin/{p}") is not null) is { } program)
                links.AddPath($"bin/{name}", new ImageSymlink(program));
        }

        return TreeOverlay.Of(merged, links);
    }
}
