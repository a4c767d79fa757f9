using Clu.Binary;
using Clu.Images.SquashFs;
using Clu.Images.Trees;
using Clu.Media.Composing;
using Clu.Nix.Registrations;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Stores.Progress;

namespace Clu.Media.Inspection.StoreImages;

/// <summary>Looks into the store of a medium: what is registered, what is there, and whether the menu's systems are among it.</summary>
/// <param name="files">The medium's files.</param>
/// <param name="menu">Its menu entries.</param>
/// <param name="findings">Gets what is wrong.</param>
internal sealed class StoreInspection(MediumFiles files, IReadOnlyList<MenuEntry> menu, FindingList findings)
{
    private const string ImagePath = $"/{StoreImage.FileName}";
    private const string Init = "/init";

    /// <summary>Looks into the store; null when there is none that can be read, which is then a finding.</summary>
    public StoreReport? Run(InspectionOptions options, IProgress<ProgressEvent>? progress, CancellationToken cancel)
    {
        if (files.Find(ImagePath) is not { } image)
        {
            findings.Error($"there is no store: {ImagePath} is missing");
            return null;
        }

        try
        {
            using StoreTree tree = new(image);
            StoreObjectInfo[] objects = Registration(tree);
            CheckClosed(objects);
            StoreObjectInfo[] there = CheckEntries(tree, objects);
            CheckSystems(tree);
            IReadOnlyList<PackageVersion> packages = Packages(tree, objects);
            if (options.Verify)
            {
                new StoreVerifier(image, findings, progress, cancel).Run(there, options.Workers);
                new BootFileVerifier(files, menu, findings).Run(tree, cancel);
            }

            return new StoreReport
            {
                Path = ImagePath,
                Size = image.Length,
                Codec = tree.Codec,
                BlockSize = tree.BlockSize,
                Objects = objects,
                Packages = packages,
                IsVerified = options.Verify,
            };
        }
        catch (CluException e)
        {
            findings.Error(ImagePath, e);
            return null;
        }
    }

    private StoreObjectInfo[] Registration(StoreTree tree)
    {
        if (tree.Entries.GetValueOrDefault(StoreImage.RegistrationName) is not SquashFsFile file)
        {
            findings.Error($"the store has no registration: '{StoreImage.RegistrationName}' is missing in {ImagePath}");
            return [];
        }

        using Stream text = file.Open();
        SortedDictionary<StorePath, StoreObjectInfo> objects = [];
        foreach (StoreObjectInfo info in RegistrationText.Read(text))
        {
            if (!objects.TryAdd(info.Path, info))
                findings.Error($"'{info.Path}' is registered twice");
        }

        if (objects.Count == 0)
            findings.Warning("the store is empty");
        return [.. objects.Values];
    }

    private void CheckClosed(StoreObjectInfo[] objects)
    {
        HashSet<StorePath> registered = [.. objects.Select(info => info.Path)];
        foreach (StoreObjectInfo info in objects)
        {
            foreach (StorePath missing in info.References.Where(reference => !registered.Contains(reference)))
                findings.Error($"'{info.Path}' refers to '{missing}', which is not on the medium");
        }
    }

    /// <summary>Compares the registration with the image.</summary>
    /// <returns>The objects that are in both.</returns>
    private StoreObjectInfo[] CheckEntries(StoreTree tree, StoreObjectInfo[] objects)
    {
        foreach (StoreObjectInfo info in objects.Where(info => !tree.Entries.ContainsKey(info.Path.BaseName)))
            findings.Error($"'{info.Path}' is registered, but not in {ImagePath}");
        HashSet<string> registered = [.. objects.Select(info => info.Path.BaseName)];
        foreach (string name in tree.Entries.Keys.Where(name => name != StoreImage.RegistrationName && !registered.Contains(name)))
        {
            if (StorePath.TryParse(name, out _))
                findings.Error($"'{name}' is in {ImagePath}, but not registered");
            else
                findings.Warning($"'{name}' in {ImagePath} is no store object");
        }

        return [.. objects.Where(info => tree.Entries.ContainsKey(info.Path.BaseName))];
    }

    private void CheckSystems(StoreTree tree)
    {
        foreach (MenuEntry entry in menu)
        {
            if (entry.Parameter("init") is { } init && tree.Find(init) is not SquashFsFile)
                findings.Error($"'{entry.Title}' in {entry.Menu} starts {init}, which is not in the store");
        }
    }

    private IReadOnlyList<PackageVersion> Packages(StoreTree tree, StoreObjectInfo[] objects)
    {
        PackageVersion[] ofSystems =
        [
            .. from init in menu.Select(entry => entry.Parameter("init")).Distinct()
               where init is not null && init.EndsWith(Init, StringComparison.Ordinal)
               from package in PackageNames.OfSystem(tree, init[..^Init.Length])
               select package,
        ];
        return ofSystems.Length > 0 ? [.. ofSystems.Distinct()] : PackageNames.OfObjects(objects);
    }
}
