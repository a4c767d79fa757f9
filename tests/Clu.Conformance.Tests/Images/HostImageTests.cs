using System.Diagnostics;
using Clu.Conformance.Tests.Flakes;
using Clu.Conformance.Tests.Stores;
using Clu.Images.Iso9660;
using Clu.Install.DiskImages;
using Clu.Media.Composing;
using Clu.Nix.StorePaths;
using Clu.Stores.Progress;
using Clu.Stores.Trees;
using Clu.Systems.Profiles;
using Clu.Testing;

namespace Clu.Conformance.Tests.Images;

/// <summary>Images of a small system that brings the tools of its own, made by the real clu.</summary>
public sealed class HostImageTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private SmallSystem? _system;

    public static TheoryData<string, string> Formats => new() { { "raw", ".img" }, { "raw-efi", ".img" }, { "qcow2", ".qcow2" }, { "tar", ".tar.zst" }, { "kexec", ".tar.zst" } };

    private string Toplevel => StoreDirectory.Default.Print(_system!.Machine);

    public void Dispose()
    {
        foreach (string store in new[] { "system", "cache/store" }.Select(name => _folder[name]).Where(Directory.Exists))
            ObjectTree.Remove(store);
        _folder.Dispose();
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Equal_systems_make_equal_images_whatever_workers_umask_time_zone_and_folder(string format, string ending)
    {
        Prepare();
        // Half a second and more lies between them, and what took it is no part of either.
        Build("022", "UTC", ["build", format, "--workers", "1", Toplevel, "--store", Store, "-o", _folder[$"one{ending}"]]).Succeeded();
        Build("077", "Asia/Tokyo", ["build", format, "--workers", "3", Toplevel, "--from", Store, "-o", _folder[$"elsewhere/other{ending}"]]).Succeeded();
        Assert.True(Equal($"one{ending}", $"elsewhere/other{ending}"));
        Assert.Equal([$"{_folder["elsewhere"]}/other{ending}"], Directory.GetFileSystemEntries(_folder["elsewhere"]));
    }

    [Theory]
    [InlineData("raw")]
    [InlineData("kexec")]
    public void A_system_by_its_path_makes_the_image_of_the_host_that_names_it(string format)
    {
        Prepare();
        File.WriteAllText(_folder["fleet.toml"], $"""
            name = "clu"
            label = "fleet"

            [compression]
            level = 15

            [[host]]
            name = "machine"
            toplevel = "{_folder["system"]}{Toplevel}"
            """);
        Clu("build", format, "-p", _folder["fleet.toml"], "-o", _folder["named"]).Succeeded();
        Clu("build", format, Toplevel, "--store", Store, "-o", _folder["bare"]).Succeeded();
        Assert.True(Equal("named", "bare"));
    }

    [Fact]
    public void A_system_that_is_elsewhere_is_fetched()
    {
        Prepare();
        string cache = $"file://{_folder["flat"]}?compression=zstd";
        Clu("copy", "--quiet", "--no-check-sigs", "--from", Store, "--to", cache, Toplevel).Succeeded();
        Clu("build", "tar", "--from", cache, Toplevel, "-o", _folder["fetched.tar"]).Succeeded();
        Clu("build", "tar", "--store", Store, Toplevel, "-o", _folder["here.tar"]).Succeeded();
        Assert.True(Equal("fetched.tar", "here.tar"));
    }

    [Theory]
    [InlineData("raw")]
    [InlineData("qcow2")]
    [InlineData("tar")]
    [InlineData("kexec")]
    public async Task A_killed_run_leaves_nothing_under_the_name_and_the_next_one_makes_all_of_it(string format)
    {
        Prepare();
        string[] build = ["build", format, "--quiet", "--store", Store, Toplevel, "-o", _folder["whole/image"]];
        Clu(build).Succeeded();
        build[^1] = _folder["killed/image"];
        int killed = 0;
        foreach (int milliseconds in new[] { 0, 20, 60, 150, 300 })
        {
            using Process clu = Process.Start(StartInfo(build))!;
            Task output = clu.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            SpinWait.SpinUntil(() => Directory.Exists(_folder["killed/image.part-work"]) || clu.HasExited);
            if (!clu.WaitForExit(milliseconds))
                clu.Kill();
            await clu.WaitForExitAsync(TestContext.Current.CancellationToken);
            await output;
            if (File.Exists(_folder["killed/image"]))
                break;
            killed++;
        }

        Assert.NotEqual(0, killed);
        // One that was too quick has made all of it.
        Assert.True(!File.Exists(_folder["killed/image"]) || Equal("whole/image", "killed/image"));
        Clu(build).Succeeded();
        Assert.True(Equal("whole/image", "killed/image"));
        Assert.Equal([_folder["killed/image"]], Directory.GetFileSystemEntries(_folder["killed"]));
    }

    [Theory]
    [InlineData(HostImageFormat.Raw, "image")]
    [InlineData(HostImageFormat.RawEfi, "image")]
    [InlineData(HostImageFormat.Qcow2, "image", "compress")]
    [InlineData(HostImageFormat.Tar, "archive")]
    [InlineData(HostImageFormat.Kexec, "image", "archive")]
    public async Task Each_step_tells_bytes_of_those_that_it_said_there_are(HostImageFormat format, params string[] steps)
    {
        Prepare();
        EventList events = new();
        HostImageRequest request = new()
        {
            Build = new HostBuildRequest
            {
                Live = new LiveRequest.Reference(new InstallerProfile { Name = "clu", Label = VolumeLabel.Parse("none") }, ""),
                Host = new HostProfile { Name = HostName.Parse("machine"), Toplevel = _folder["system"] + Toplevel },
                CacheFolder = _folder["cache"],
            },
            Output = _folder["image"],
            Format = format,
        };
        await HostImage.RunAsync(request, events, TestContext.Current.CancellationToken);
        Assert.Equal(steps, events.Of<ProgressEvent.StepStarted>().Select(started => started.Step));
        foreach (ProgressEvent.StepStarted started in events.Of<ProgressEvent.StepStarted>())
        {
            long[] done = [.. events.Of<ProgressEvent.StepAdvanced>().Where(advanced => advanced.Step == started.Step).Select(advanced => advanced.DoneBytes)];
            Assert.True(done.Length > 1);
            Assert.Equal(done.Order(), done);
            // All but the last file is known to be done, at least.
            Assert.InRange(done[^1], started.TotalBytes!.Value / 2, started.TotalBytes.Value);
        }
    }

    private string Store => $"local?root={_folder["system"]}";

    private void Prepare() => _system = SmallSystem.Make(_folder["system"], makesMedia: true, MachineTools.OfImages);

    private bool Equal(string one, string other) => Tool.Run("cmp", _folder[one], _folder[other]).ExitCode == 0;

    private ToolResult Clu(params string[] words) => CluTool.Run(Variables(), words);

    /// <summary>Runs clu with a umask and in a time zone.</summary>
    private ToolResult Build(string mask, string zone, string[] words) => Tool.RunWith(
        "sh", ["-c", $"umask {mask}; {CluTool.Script}", "clu", .. words], environment: new Dictionary<string, string>(Variables()) { ["TZ"] = zone });

    private ProcessStartInfo StartInfo(string[] words)
    {
        ProcessStartInfo start = new(Tool.Find("dotnet")!, ["exec", CluTool.Program, .. words]) { RedirectStandardOutput = true };
        foreach ((string name, string value) in Variables())
            start.Environment[name] = value;
        return start;
    }

    private Dictionary<string, string> Variables() => new() { ["CLU_CACHE_DIR"] = _folder["cache"] };

    private sealed class EventList : IProgress<ProgressEvent>
    {
        private readonly List<ProgressEvent> _events = [];

        public IReadOnlyList<T> Of<T>()
        {
            lock (_events)
                return [.. _events.OfType<T>()];
        }

        public void Report(ProgressEvent value)
        {
            lock (_events)
                _events.Add(value);
        }
    }
}
