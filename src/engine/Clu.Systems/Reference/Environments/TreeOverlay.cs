using Clu.Binary;
using Clu.Images.Trees;

namespace Clu.Systems.Reference.Environments;

/// <summary>Lays one tree over another: where both have an entry and not both are folders, the upper one's stays.</summary>
internal static class TreeOverlay
{
    public static ImageDirectory Of(ImageDirectory lower, ImageDirectory upper)
    {
        ImageDirectory result = new();
        foreach ((FileName name, ImageNode node) in lower.Entries)
        {
            ImageNode? over = upper.Find(name);
            result.Add(name, (node, over) switch
            {
                (_, null) => node,
                (ImageDirectory below, ImageDirectory above) => Of(below, above),
                _ => over,
            });
        }

        foreach ((FileName name, ImageNode node) in upper.Entries)
        {
            if (lower.Find(name) is null)
                result.Add(name, node);
        }

        return result;
    }
}
