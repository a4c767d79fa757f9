using Clu.Images.SquashFs;
using Clu.Nix.BinaryCaches;
using Clu.Nix.Bundles;
using Clu.Nix.NarInfos;

namespace Clu.Stores.Bundles;

/// <summary>Compares a bundle's files with its index: other tools read those, clu reads this.</summary>
internal static class BundleLayout
{
    /// <summary>What is wrong, a sentence each.</summary>
    public static IReadOnlyList<string> Flaws(BundleStore bundle) => bundle.With(image =>
    {
        List<string> flaws = [];
        HashSet<string> known = [CacheInfo.FileName, BundleIndex.FileName, BundleSignatures.FileName];
        Compare(image, CacheInfo.FileName, new CacheInfo { StoreDirectory = bundle.Directory }.ToBytes(), flaws);
        foreach (NarInfo info in bundle.Index.Objects)
        {
            string name = BundleIndex.InfoOf(info.Object.Path);
            known.Add(name);
            known.Add(info.Url);
            Compare(image, name, NarInfoText.Write(info, bundle.Directory), flaws);
            if (image.Find(info.Url) is not SquashFsFile file)
                flaws.Add($"'{info.Url}' is missing");
            else if (file.Length != info.FileSize)
                flaws.Add($"'{info.Url}' has {file.Length} bytes, not {info.FileSize}");
        }

        flaws.AddRange(image.Names.Where(name => !known.Contains(name)).Select(name => $"'{name}' does not belong there"));
        return flaws;
    });

    private static void Compare(BundleImage image, string name, byte[] wanted, List<string> flaws)
    {
        if (image.Find(name) is not { } file)
            flaws.Add($"'{name}' is missing");
        else if (file.Length != wanted.Length || !image.Read(name, wanted.Length).AsSpan().SequenceEqual(wanted))
            flaws.Add($"'{name}' does not say what the index says");
    }
}
