using Clu.Binary;
using Clu.Compression;
using Clu.Images.Trees;
using Clu.Media.Inspection;
using Clu.Nix.StorePaths;
using Clu.Stores.Progress;
using Clu.Testing;

namespace Clu.Media.Tests.Inspection;

public sealed class MediumInspectorTests
{
    private static readonly StorePath Missing = StorePath.Parse($"{new string('z', 32)}-missing");

    // An image without compression names gzip, since the format has no number for none.
    [Theory]
    [InlineData(CodecKind.Zstd, CodecKind.Zstd)]
    [InlineData(CodecKind.Gzip, CodecKind.Gzip)]
    [InlineData(CodecKind.None, CodecKind.Gzip)]
    public void A_sound_medium_is_described_whole(CodecKind codec, CodecKind named)
    {
        byte[] image = new SampleMedium { Codec = codec }.Write();

        MediumReport report = Inspect(image, verify: true, workers: 3);

        Assert.Empty(report.Findings);
        Assert.Equal("CLU_TEST", report.Label);
        Assert.Equal("a test", report.Application);
        Assert.Equal("sample 1.0", report.Version);
        Assert.Equal(image.Length, report.FileSize);
        Assert.InRange(report.VolumeSize, 1, image.Length);
        Assert.Equal(BootFirmware.Uefi, Assert.Single(report.BootImages).Firmware);
        Assert.Contains(report.Partitions, partition => partition is { Table: PartitionTable.Gpt, Kind: "EFI system" });
        Assert.Equal(
            ["/EFI/BOOT/grub.cfg", $"/boot/nix/store/{SampleMedium.Linux}/bzImage", $"/boot/nix/store/{SampleMedium.Linux}/initrd", "/nix-store.squashfs", "/version.txt"],
            report.Files.Select(file => file.Path));
        StoreReport store = report.Store!;
        Assert.Equal(named, store.Codec);
        Assert.Equal(4096, store.BlockSize);
        Assert.Equal([SampleMedium.Bash, SampleMedium.Etc, SampleMedium.Linux, SampleMedium.System], store.Objects.Select(info => info.Path));
        Assert.Equal([SampleMedium.Bash, SampleMedium.Etc, SampleMedium.Linux], store.Objects[3].References);
        Assert.Equal([new PackageVersion("bash", "5.2.37-1"), new PackageVersion("jq", "1.7.1-6")], store.Packages);
        Assert.True(store.IsVerified);
    }

    [Fact]
    public void Menu_entries_say_what_they_start()
    {
        MenuEntry entry = Assert.Single(Inspect(new SampleMedium().Write()).MenuEntries);

        Assert.Equal("Sample", entry.Title);
        Assert.Equal($"/boot/nix/store/{SampleMedium.Linux}/bzImage", entry.Kernel);
        Assert.Equal([$"/boot/nix/store/{SampleMedium.Linux}/initrd"], entry.Initrds);
        Assert.Equal([$"init=/nix/store/{SampleMedium.System}/init", "root=LABEL=CLU_TEST", "quiet"], entry.Parameters);
    }

    [Fact]
    public void Without_a_list_of_packages_the_names_of_objects_tell()
    {
        SampleMedium medium = new();
        medium.Trees[SampleMedium.Etc] = SampleMedium.Text("no list");

        Assert.Equal(
            [new PackageVersion("bash", "5.2.37"), new PackageVersion("linux", "6.12")], Inspect(medium.Write()).Store!.Packages);
    }

    [Fact]
    public void A_kernel_that_is_missing_is_found()
    {
        SampleMedium medium = new();
        medium.WithoutFiles.Add($"/boot/nix/store/{SampleMedium.Linux}/bzImage");

        AssertError(medium, $"loads /boot/nix/store/{SampleMedium.Linux}/bzImage, which is not on the medium");
    }

    [Fact]
    public void A_system_that_is_not_in_the_store_is_found()
    {
        SampleMedium medium = new();
        medium.Trees[SampleMedium.System] = new ImageDirectory();

        AssertError(medium, $"starts /nix/store/{SampleMedium.System}/init, which is not in the store");
    }

    [Fact]
    public void A_link_that_leads_in_circles_is_no_system()
    {
        SampleMedium medium = new();
        ImageDirectory system = new();
        system.AddPath("init", new ImageSymlink("init"));
        medium.Trees[SampleMedium.System] = system;

        AssertError(medium, "which is not in the store");
    }

    [Fact]
    public void Another_label_than_the_menu_looks_for_is_found() =>
        AssertError(new SampleMedium { Label = "OTHER" }, "looks for a medium labelled 'CLU_TEST', this one is 'OTHER'");

    [Fact]
    public void A_medium_without_menu_is_found()
    {
        SampleMedium medium = new();
        medium.WithoutFiles.Add("/EFI/BOOT/grub.cfg");

        AssertError(medium, "no boot menu starts a system");
    }

    [Fact]
    public void A_medium_without_store_is_found()
    {
        SampleMedium medium = new();
        medium.WithoutFiles.Add("/nix-store.squashfs");

        AssertError(medium, "/nix-store.squashfs is missing");
    }

    [Fact]
    public void A_medium_that_no_firmware_boots_is_a_warning() =>
        Assert.Equal(FindingSeverity.Warning, Assert.Single(Inspect(new SampleMedium { BootsByUefi = false }.Write()).Findings).Severity);

    [Fact]
    public void A_reference_that_leads_nowhere_is_found()
    {
        SampleMedium medium = new();
        medium.References[SampleMedium.Etc] = [Missing];

        AssertError(medium, $"'{SampleMedium.Etc}' refers to '{Missing}', which is not on the medium");
    }

    [Fact]
    public void An_object_that_is_registered_only_is_found()
    {
        SampleMedium medium = new();
        medium.Trees[Missing] = new ImageDirectory();
        medium.Absent.Add(Missing);

        AssertError(medium, $"'{Missing}' is registered, but not in /nix-store.squashfs");
    }

    [Fact]
    public void An_object_that_is_not_registered_is_found()
    {
        SampleMedium medium = new();
        medium.Trees[Missing] = new ImageDirectory();
        medium.Unregistered.Add(Missing);

        AssertError(medium, $"'{Missing}' is in /nix-store.squashfs, but not registered");
    }

    [Theory]
    [InlineData("", "as an archive, its registration says")]
    [InlineData("the text", "is not what its registered hash says")]
    [InlineData("a text that is longer than that", "NAR size")]
    public void Verifying_finds_an_object_that_is_not_what_was_registered(string text, string expected)
    {
        SampleMedium medium = new();
        medium.RegisteredTrees[SampleMedium.Etc] = SampleMedium.Text("a text !");
        medium.Trees[SampleMedium.Etc] = SampleMedium.Text(text);

        Assert.Empty(Inspect(medium.Write()).Findings);
        Finding finding = Assert.Single(Inspect(medium.Write(), verify: true).Findings);
        Assert.StartsWith($"'{SampleMedium.Etc}' ", finding.Text, StringComparison.Ordinal);
        Assert.Contains(expected, finding.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Verifying_compares_kernels_with_those_in_the_store()
    {
        SampleMedium medium = new();
        ImageDirectory linux = new();
        linux.AddPath("bzImage", SampleMedium.Text("the Kernel"));
        linux.AddPath("initrd", SampleMedium.Text("the ramdisk"));
        medium.Trees[SampleMedium.Linux] = linux;

        Assert.Empty(Inspect(medium.Write()).Findings);
        Assert.Contains("bzImage is not the file of the store", Assert.Single(Inspect(medium.Write(), verify: true).Findings).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_report_does_not_depend_on_the_number_of_workers()
    {
        SampleMedium medium = new();
        medium.RegisteredTrees[SampleMedium.Bash] = medium.RegisteredTrees[SampleMedium.Etc] = SampleMedium.Text("another");
        byte[] image = medium.Write();

        Assert.Equal(Inspect(image, verify: true, workers: 1).Findings, Inspect(image, verify: true, workers: 4).Findings);
    }

    [Fact]
    public void Cancelling_ends_it()
    {
        using MemoryStream image = new(new SampleMedium().Write());

        Assert.ThrowsAny<OperationCanceledException>(
            () => MediumInspector.Inspect(image, new InspectionOptions { Verify = true }, null, new CancellationToken(canceled: true)));
    }

    [Fact]
    public void Progress_begins_and_ends()
    {
        List<ProgressEvent> events = [];
        using MemoryStream image = new(new SampleMedium().Write());

        MediumReport report = MediumInspector.Inspect(image, new InspectionOptions { Verify = true }, new Recorder(events), TestContext.Current.CancellationToken);

        Assert.Equal(report.Store!.NarSize, Assert.IsType<ProgressEvent.StepStarted>(events[0]).TotalBytes);
        Assert.Equal(report.Store.NarSize, events.OfType<ProgressEvent.StepAdvanced>().Max(e => e.DoneBytes));
        Assert.IsType<ProgressEvent.StepFinished>(events[^1]);
    }

    [Fact]
    public void A_file_that_is_not_there_is_CLU0503() =>
        Assert.Equal("CLU0503", Assert.Throws<CluException>(() => InspectFile("/nowhere/x.iso")).Code);

    [Fact]
    public void A_folder_is_CLU0510()
    {
        using TempFolder folder = new();

        Assert.Equal("CLU0510", Assert.Throws<CluException>(() => InspectFile(folder.Path)).Code);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1 << 20)]
    public void A_file_that_is_no_image_is_CLU0511(int length)
    {
        using TempFolder folder = new();
        File.WriteAllBytes(folder["x.iso"], new byte[length]);

        CluException error = Assert.Throws<CluException>(() => InspectFile(folder["x.iso"]));

        Assert.Equal("CLU0511", error.Code);
        Assert.Equal(ErrorKind.Data, error.Kind);
        Assert.Contains("x.iso", error.Message, StringComparison.Ordinal);
    }

    private static void AssertError(SampleMedium medium, string text)
    {
        MediumReport report = Inspect(medium.Write());
        Assert.True(report.IsDamaged);
        Assert.Contains(report.Findings, finding => finding.Severity == FindingSeverity.Error && finding.Text.Contains(text, StringComparison.Ordinal));
    }

    private static MediumReport InspectFile(string path) =>
        MediumInspector.InspectFile(path, new InspectionOptions(), null, TestContext.Current.CancellationToken);

    private static MediumReport Inspect(byte[] image, bool verify = false, int workers = 1)
    {
        using MemoryStream stream = new(image, writable: false);
        return MediumInspector.Inspect(
            stream, new InspectionOptions { Verify = verify, Workers = workers }, null, TestContext.Current.CancellationToken);
    }

    /// <summary>Unlike <see cref="Progress{T}"/> it does not report later.</summary>
    private sealed class Recorder(List<ProgressEvent> events) : IProgress<ProgressEvent>
    {
        public void Report(ProgressEvent value)
        {
            lock (events)
                events.Add(value);
        }
    }
}
