using Clu.Binary;
using Clu.Media.Composing;
using Clu.Media.Inspection;
using Clu.Stores.Progress;
using Clu.Testing;

namespace Clu.Media.Tests.Composing;

/// <summary>The same plan gives the same bytes, and whatever goes wrong leaves the folder as it was.</summary>
public sealed class MediumWriterTests : IDisposable
{
    private const string Earlier = "an image of an earlier run";

    private readonly TempFolder _folder = new();
    private readonly SamplePlan _plan;

    public MediumWriterTests() => _plan = new SamplePlan(_folder["made"]);

    [Fact]
    public void An_image_does_not_depend_on_workers_folders_and_times()
    {
        string[] hashes =
        [
            .. from folder in new[] { "one", "two-with-a-longer-name" }
               from workers in new[] { 1, 2, 4 }
               select Hash(folder, workers),
        ];

        Assert.Single(hashes.Distinct());

        string Hash(string folder, int workers)
        {
            using SamplePlan plan = new(_folder[$"{folder}/{workers}"], new FixedClock(DateTimeOffset.UnixEpoch.AddDays((folder.Length * 1000) + workers)));
            string sha256 = Write(plan, _folder[$"{folder}/{workers}.iso"], workers: workers);
            Assert.Equal(sha256, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(_folder[$"{folder}/{workers}.iso"]))));
            return sha256;
        }
    }

    [Fact]
    public void What_was_written_is_sound()
    {
        Write(_plan, _folder["a.iso"]);
        using FileStream image = File.OpenRead(_folder["a.iso"]);

        MediumReport report = MediumInspector.Inspect(image, new InspectionOptions { Verify = true }, null, TestContext.Current.CancellationToken);

        Assert.False(report.IsDamaged, string.Join('\n', report.Findings));
        Assert.Equal(2, report.Store!.Objects.Count);
    }

    [Fact]
    public void A_full_disk_leaves_the_earlier_image_and_says_what_is_needed()
    {
        using Mount disk = Mount.Small(_folder["out"], "600k");
        File.WriteAllText(_folder["out/a.iso"], Earlier);

        CluException error = Assert.Throws<CluException>(() => Write(_plan, _folder["out/a.iso"]));

        Assert.Equal(("CLU0522", ErrorKind.Environment), (error.Code, error.Kind));
        Assert.Matches($"^there is no space left for '{_folder["out/a.iso"]}', which needs up to [0-9]+ bytes$", error.Message);
        AssertUntouched();
        disk.Grow("64m");
        Write(_plan, _folder["out/a.iso"]);
        Assert.Equal(["a.iso"], Names("out"));
    }

    [Fact]
    public void A_read_only_folder_is_an_error_and_stays_as_it_is()
    {
        Directory.CreateDirectory(_folder["out"]);
        File.WriteAllText(_folder["out/a.iso"], Earlier);
        using Mount disk = Mount.ReadOnly(_folder["out"]);

        Assert.Equal("CLU0523", Assert.Throws<CluException>(() => Write(_plan, _folder["out/a.iso"])).Code);
        Assert.Equal("CLU0523", Assert.Throws<CluException>(() => Write(_plan, _folder["out/deeper/a.iso"])).Code);

        AssertUntouched();
    }

    [Fact]
    public void A_file_in_the_place_of_a_folder_is_an_error()
    {
        File.WriteAllText(_folder["file"], Earlier);

        Assert.Equal("CLU0523", Assert.Throws<CluException>(() => Write(_plan, _folder["file/a.iso"])).Code);

        Assert.Equal(Earlier, File.ReadAllText(_folder["file"]));
    }

    [Fact]
    public void What_is_no_regular_file_is_never_replaced()
    {
        Tool.Run("mkfifo", _folder["pipe"]).Succeeded();

        Assert.Equal("CLU0523", Assert.Throws<CluException>(() => Write(_plan, _folder["pipe"])).Code);

        Assert.Equal("fifo", Tool.Run("stat", "-c", "%F", _folder["pipe"]).Output.Trim());
        Assert.False(File.Exists(_folder["pipe.part"]));
    }

    [Fact]
    public void Looking_at_the_place_finds_what_writing_would_and_leaves_nothing()
    {
        Tool.Run("mkfifo", _folder["pipe"]).Succeeded();
        File.WriteAllText(_folder["file"], Earlier);

        Assert.Equal("CLU0523", Assert.Throws<CluException>(() => PartialFile.CheckPlace(_folder["pipe"])).Code);
        Assert.Equal("CLU0523", Assert.Throws<CluException>(() => PartialFile.CheckPlace(_folder["file/a.iso"])).Code);
        PartialFile.CheckPlace(_folder["file"]);
        PartialFile.CheckPlace(_folder["new/a.iso"]);

        Assert.Equal(Earlier, File.ReadAllText(_folder["file"]));
        Assert.Empty(Names("new"));
    }

    [Theory]
    [InlineData("image")]
    [InlineData("checksum")]
    public void An_interruption_leaves_the_earlier_image_and_the_next_run_succeeds(string step)
    {
        Directory.CreateDirectory(_folder["out"]);
        File.WriteAllText(_folder["out/a.iso"], Earlier);
        using CancellationTokenSource interrupt = new();
        Reporter progress = new(e =>
        {
            if (e is not ProgressEvent.StepStarted started || started.Step != step)
                return;
            Assert.True(File.Exists(_folder["out/a.iso.part"]) || step == "image");
            interrupt.Cancel();
        });

        Assert.ThrowsAny<OperationCanceledException>(() => Write(_plan, _folder["out/a.iso"], progress, interrupt.Token));

        AssertUntouched();
        Write(_plan, _folder["out/a.iso"]);
        Assert.Equal(["a.iso"], Names("out"));
    }

    [Fact]
    public void What_a_power_cut_left_is_overwritten()
    {
        File.WriteAllBytes(_folder["a.iso.part"], new byte[8 << 20]);

        string sha256 = Write(_plan, _folder["a.iso"]);

        Assert.Equal(sha256, Write(_plan, _folder["b.iso"]));
        Assert.False(File.Exists(_folder["a.iso.part"]));
    }

    public void Dispose()
    {
        _plan.Dispose();
        _folder.Dispose();
    }

    private static string Write(
        SamplePlan sample, string file, IProgress<ProgressEvent>? progress = null, CancellationToken? cancel = null, int workers = 2)
    {
        MediumPlan plan = sample.Make(workers);
        return MediumWriter.Write(plan, PlanDigest.Of(plan), file, progress, cancel ?? TestContext.Current.CancellationToken);
    }

    private IEnumerable<string?> Names(string folder) => Directory.EnumerateFileSystemEntries(_folder[folder]).Select(Path.GetFileName);

    private void AssertUntouched()
    {
        Assert.Equal(["a.iso"], Names("out"));
        Assert.Equal(Earlier, File.ReadAllText(_folder["out/a.iso"]));
    }

    private sealed class Reporter(Action<ProgressEvent> report) : IProgress<ProgressEvent>
    {
        public void Report(ProgressEvent value) => report(value);
    }

    private sealed class FixedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
