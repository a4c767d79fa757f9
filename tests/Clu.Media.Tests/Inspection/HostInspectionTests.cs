using System.Text;
using Clu.Media.Hosts;
using Clu.Media.Inspection;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;

namespace Clu.Media.Tests.Inspection;

public class HostInspectionTests
{
    private const string Path = "/clu/manifest.json";

    [Fact]
    public void A_medium_tells_what_it_installs()
    {
        MediumReport report = Inspect(medium => medium.MoreFiles[Path] = Text(Manifest()));

        Assert.Empty(report.Findings);
        MediumHost host = Assert.Single(report.Manifest!.Hosts);
        Assert.Equal(("desk", SampleMedium.System), (host.Name, host.Toplevel));
    }

    [Fact]
    public void A_medium_without_a_manifest_is_sound()
    {
        MediumReport report = Inspect(_ => { });

        Assert.Empty(report.Findings);
        Assert.Null(report.Manifest);
    }

    [Fact]
    public void A_manifest_that_cannot_be_read_is_found() =>
        AssertError("/clu/manifest.json cannot be read: manifest: version has an invalid value", medium => medium.MoreFiles[Path] = "{}");

    [Fact]
    public void A_manifest_of_another_medium_is_found() => AssertError(
        "/clu/manifest.json is of a medium labelled 'OTHER', this one is 'CLU_TEST'", medium => medium.MoreFiles[Path] = Text(Manifest() with { Label = "OTHER" }));

    [Fact]
    public void An_object_that_the_store_lacks_is_found() => AssertError(
        $"'{SampleMedium.Linux}' is needed by host 'desk', but is not in the store", medium =>
        {
            medium.MoreFiles[Path] = Text(Manifest());
            medium.Trees.Remove(SampleMedium.Linux);
        });

    [Fact]
    public void An_object_with_another_hash_is_found() => AssertError(
        $"'{SampleMedium.Etc}' has another hash, size or references", medium =>
        {
            medium.MoreFiles[Path] = Text(Manifest());
            medium.RegisteredTrees[SampleMedium.Etc] = SampleMedium.Text("another");
        });

    private static MediumManifest Manifest()
    {
        using MemoryStream image = new(new SampleMedium().Write());
        StoreObjectInfo[] objects = [.. MediumInspector.Inspect(image, new InspectionOptions()).Store!.Objects];
        StorePath[] closure = [SampleMedium.Bash, SampleMedium.Etc, SampleMedium.Linux, SampleMedium.System];
        return new MediumManifest
        {
            Label = "CLU_TEST",
            Hosts =
            [
                new MediumHost
                {
                    Name = "desk", Kind = HostKind.NixOS, Toplevel = SampleMedium.System, Closure = closure, ClosureSize = objects.Sum(info => info.NarSize), OwnSize = 0,
                },
            ],
            Objects = objects,
        };
    }

    private static string Text(MediumManifest manifest) => Encoding.UTF8.GetString(ManifestJson.Write(manifest));

    private static MediumReport Inspect(Action<SampleMedium> change)
    {
        SampleMedium medium = new();
        change(medium);
        using MemoryStream image = new(medium.Write());
        return MediumInspector.Inspect(image, new InspectionOptions(), null, TestContext.Current.CancellationToken);
    }

    private static void AssertError(string text, Action<SampleMedium> change) => Assert.Contains(
        Inspect(change).Findings, finding => finding.Severity == FindingSeverity.Error && finding.Text.StartsWith(text, StringComparison.Ordinal));
}
