using Clu.Binary;
using Clu.Images.Trees;
using Clu.Media.Hosts;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;

namespace Clu.Media.Inspection;

/// <summary>Reads what a medium can install, and compares it with the store that is there.</summary>
/// <param name="files">The medium's files.</param>
/// <param name="findings">Gets what is wrong.</param>
internal sealed class HostInspection(MediumFiles files, FindingList findings)
{
    /// <summary>Reads the manifest; null when the medium has none, or none that can be read, which is then a finding.</summary>
    /// <param name="label">The volume's label; null where it is not known.</param>
    /// <param name="store">The store; null when it cannot be read.</param>
    public MediumManifest? Run(string? label, StoreReport? store)
    {
        if (files.Find(MediumManifest.MediumPath) is not { } content)
            return null;
        try
        {
            MediumManifest manifest = Read(content);
            if (label is not null && manifest.Label != label)
                findings.Error($"{MediumManifest.MediumPath} is of a medium labelled '{manifest.Label}', this one is '{label}'");
            if (store is not null)
                Compare(manifest, store);
            return manifest;
        }
        catch (CluException e)
        {
            findings.Error(MediumManifest.MediumPath, e);
            return null;
        }
    }

    private static MediumManifest Read(IFileContent content)
    {
        ManifestJson.CheckLength(content.Length);
        byte[] text = new byte[content.Length];
        using Stream stream = content.Open();
        stream.ReadExactly(text);
        return ManifestJson.Read(text);
    }

    private void Compare(MediumManifest manifest, StoreReport store)
    {
        Dictionary<StorePath, StoreObjectInfo> registered = store.Objects.ToDictionary(info => info.Path);
        foreach (StoreObjectInfo info in manifest.Objects)
        {
            if (!registered.TryGetValue(info.Path, out StoreObjectInfo? there))
                findings.Error($"'{info.Path}' is needed by {HostsOf(manifest, info.Path)}, but is not in the store");
            else if (there.NarHash != info.NarHash || there.NarSize != info.NarSize || !there.References.SequenceEqual(info.References))
                findings.Error($"'{info.Path}' has another hash, size or references in {MediumManifest.MediumPath} than in the store's registration");
        }
    }

    private static string HostsOf(MediumManifest manifest, StorePath path) =>
        string.Join(" and ", manifest.Hosts.Where(host => host.All.Contains(path)).Select(host => $"host '{host.Name}'"));
}
