using Clu.Images.SquashFs;
using Clu.Images.Trees;
using Clu.Media.Hosts;
using Clu.Media.Loaders;
using Clu.Stores.Trees;
using Clu.Systems.Profiles;

namespace Clu.Media.Composing;

/// <summary>Turns the systems of a medium into the plan of its bytes.</summary>
internal static class MediumPlanner
{
    private const string GrubFolder = "/EFI/BOOT";

    /// <summary>Makes the loaders and lays everything out.</summary>
    /// <param name="systems">The systems.</param>
    /// <param name="manifest">What the medium can install.</param>
    /// <param name="workers">Blocks compressed at once; changes nothing.</param>
    /// <param name="scratch">Folder for temporary files.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="Clu.Binary.CluException">CLU0525: two things want one place. CLU0719: nothing boots it. Others as GRUB has them.</exception>
    public static async Task<MediumPlan> PlanAsync(MediumSystems systems, MediumManifest manifest, int workers, string scratch, CancellationToken cancel)
    {
        LiveSystem live = systems.Live;
        string marker = MediumLayout.Marker(live.Toplevel.HashPart);
        GrubLoaders loaders = await new GrubLoaderBuilder(live.Grub).BuildAsync(marker, GrubFolder, live.Ways, scratch, cancel).ConfigureAwait(false);
        if (loaders.ElTorito is null && !loaders.BootsEfi)
            throw MediaErrors.NothingBoots(live.Label.Text);

        MediumLayout layout = new();
        foreach (PlacedFile file in live.Files)
            layout.Add(file.Path, file.Content);
        layout.AddText(marker, "");
        layout.AddText(MediumLayout.NixosMarker, "");
        layout.AddText(MediumLayout.VersionFile, $"{live.Version}\n");
        layout.Add(MediumManifest.MediumPath, new MemoryContent(ManifestJson.Write(manifest)), ManifestPlan.Mode(manifest));
        layout.AddMenu(live.Menu, loaders, live.Font, live.Background);
        foreach (MediumContent content in live.Contents)
            layout.AddContent(content.Source, content.Target, ObjectTree.Read(content.Source));

        return new MediumPlan
        {
            Label = live.Label,
            Files = layout.Files,
            Loaders = loaders,
            Objects = systems.Objects,
            Compression = new SquashFsOptions
            {
                Codec = live.Compression.Codec,
                Level = live.Compression.Level,
                BlockSize = live.Compression.BlockSize,
                Workers = workers,
            },
        };
    }
}
