using Clu.Binary;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Stores.Copying;
using Clu.Stores.Media;

namespace Clu.Install.Populating;

/// <summary>A system as a medium has it.</summary>
internal static class MediumClosure
{
    /// <summary>The system, what is kept besides, and all that they refer to, what is referred to before what refers.</summary>
    /// <exception cref="CluException">CLU0652: the medium has not all of it.</exception>
    public static IReadOnlyList<StoreObjectInfo> Of(MediumStore medium, IReadOnlyList<StorePath> roots, CancellationToken cancel)
    {
        List<StorePath> missing = [];
        HashSet<StorePath> seen = [.. roots];
        Dictionary<StorePath, StoreObjectInfo> found = [];
        for (Stack<StorePath> open = new(seen); open.TryPop(out StorePath? path);)
        {
            cancel.ThrowIfCancellationRequested();
            if (medium.Find(path) is not { } info)
            {
                missing.Add(path);
                continue;
            }

            found.Add(path, info);
            foreach (StorePath reference in info.References.Where(seen.Add))
                open.Push(reference);
        }

        return missing.Count == 0
            ? StoreClosure.Sorted(found.Values)
            : throw InstallErrors.MediumLacks(medium.Directory.Print(missing.Order().First()), missing.Count, medium.Url);
    }
}
