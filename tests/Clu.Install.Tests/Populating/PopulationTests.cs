using Clu.Binary;
using Clu.Install.Populating;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Stores.Local;
using Clu.Stores.Progress;
using Clu.Stores.Trees;
using Clu.Testing;

namespace Clu.Install.Tests.Populating;

public sealed class PopulationTests : IDisposable
{
    private readonly SampleMedium _medium = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Target => _medium["target"];

    public void Dispose() => _medium.Dispose();

    [Fact]
    public void The_closure_is_registered_as_the_medium_says_it()
    {
        PopulationResult result = Populate();
        Assert.Equal(new PopulationResult(SampleMedium.Parts + 1, _medium.Bytes, SampleMedium.Parts + 1, _medium.Bytes, 0, 1), result);
        AssertComplete();
    }

    [Fact]
    public void Profile_and_marks_are_those_of_nixos_install()
    {
        Populate();
        Assert.Equal("system-1-link", Link("nix/var/nix/profiles/system"));
        Assert.Equal($"/nix/store/{_medium.Toplevel.BaseName}", Link("nix/var/nix/profiles/system-1-link"));
        string root = Assert.Single(Directory.GetFileSystemEntries(Path.Combine(Target, "nix/var/nix/gcroots/auto")));
        Assert.Equal("/nix/var/nix/profiles/system-1-link", new FileInfo(root).LinkTarget);
        Assert.Equal("", File.ReadAllText(Path.Combine(Target, "etc/NIXOS")));
    }

    [Fact]
    public void What_is_kept_besides_is_copied_and_has_a_root()
    {
        StorePath kept = _medium.All[4].Path;
        Population.Run(new PopulationRequest { MediumPath = _medium.Image, Root = Target, Toplevel = _medium.All[1].Path, Kept = [kept], BuildersGroup = null }, Cancellation);

        using LocalStore store = LocalStore.OpenReadOnly(Target)!;
        Assert.Equal(_medium.All.Take(5).Select(info => info.Path).Order(), store.Paths());
        Assert.Equal($"/nix/store/{kept}", Link($"nix/var/nix/gcroots/clu/{kept}"));
    }

    [Fact]
    public void The_store_belongs_to_root_and_the_builders()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "giving files to others needs root");
        Populate(group: PopulationRequest.NixBuilders);
        Assert.Equal("0 30000 1775", Tool.Run("stat", "-c", "%u %g %a", Path.Combine(Target, "nix/store")).Succeeded().Output.Trim());
    }

    [Fact]
    public void A_second_run_copies_nothing_and_makes_no_generation()
    {
        Populate();
        PopulationResult again = Populate();
        Assert.Equal((0, 0, 1), (again.Copied, again.Salvaged, again.Generation));
        AssertComplete();
    }

    [Fact]
    public void An_interrupted_run_registers_nothing_and_the_next_one_keeps_what_was_placed()
    {
        Interrupt(after: 4);
        using (LocalStore store = LocalStore.OpenReadOnly(Target)!)
            Assert.Empty(store.Paths());
        PopulationResult result = Populate();
        Assert.InRange(result.Salvaged, 1, SampleMedium.Parts);
        Assert.Equal(SampleMedium.Parts + 1, result.Salvaged + result.Copied);
        AssertComplete();
    }

    [Theory]
    [InlineData("share/large", "cut")]
    [InlineData("share/large", "mode")]
    [InlineData("share/large", "time")]
    [InlineData("share", "mode")]
    [InlineData("bin/run", "gone")]
    public void What_a_power_cut_left_half_written_is_copied_again(string file, string damage)
    {
        Interrupt(after: SampleMedium.Parts + 1);
        foreach (StoreObjectInfo info in _medium.All.SkipLast(1))
            Damage(Path.Combine(Target, "nix/store", info.Path.BaseName, file), damage);
        PopulationResult result = Populate();
        Assert.Equal(1, result.Salvaged);
        AssertComplete();
    }

    [Fact]
    public void Temporaries_locks_and_foreign_objects_of_an_interrupted_run_go()
    {
        Interrupt(after: 4);
        string store = Path.Combine(Target, "nix/store");
        File.WriteAllText(Path.Combine(store, $"{_medium.Toplevel.BaseName}.lock"), "");
        Directory.CreateDirectory(Path.Combine(store, "00000000000000000000000000000000-clu=77-1=3/share"));
        File.WriteAllText(Path.Combine(store, "00000000000000000000000000000001-of-another-medium"), "");
        File.WriteAllText(Path.Combine(Target, "nix/var/nix/temproots/77-1"), "");
        Populate();
        AssertComplete();
    }

    [Fact]
    public void A_registered_object_whose_files_are_gone_is_copied_again()
    {
        Populate();
        ObjectTree.Remove(Path.Combine(Target, "nix/store", _medium.All[3].Path.BaseName));
        Assert.Equal(1, Populate().Copied);
        AssertComplete();
    }

    [Fact]
    public void Another_content_than_the_medium_promises_is_refused_and_nothing_is_registered()
    {
        _medium.Spoil();
        Assert.Equal("CLU0310", Assert.ThrowsAny<CluException>(() => Populate()).Code);
        AssertNothingRegistered();
    }

    [Fact]
    public void A_medium_that_lacks_a_part_is_refused_before_the_target_is_touched()
    {
        _medium.Lose();
        CluException error = Assert.ThrowsAny<CluException>(() => Populate());
        Assert.Equal("CLU0652", error.Code);
        Assert.Contains(_medium.All[0].Path.BaseName, error.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Target));
    }

    [Fact]
    public void A_full_disk_is_told_once_and_the_next_run_goes_on()
    {
        using Mount disk = Mount.Small(Target, "1500k");
        CluException error = Assert.ThrowsAny<CluException>(() => Populate());
        Assert.Equal("CLU0650", error.Code);
        Assert.Contains("what was copied is kept", error.Hint, StringComparison.Ordinal);
        AssertNothingRegistered();
        disk.Grow("40m");
        PopulationResult result = Populate();
        Assert.InRange(result.Salvaged, 1, SampleMedium.Parts);
        AssertComplete();
    }

    [Fact]
    public void Progress_counts_all_bytes()
    {
        Recorder events = new();
        Populate(progress: events);
        Assert.Equal(["populate", "register"], events.All.OfType<ProgressEvent.StepStarted>().Select(start => start.Step));
        Assert.Equal(_medium.Bytes, events.All.OfType<ProgressEvent.StepStarted>().First().TotalBytes);
        Assert.Equal(_medium.Bytes, events.All.OfType<ProgressEvent.StepAdvanced>().Where(step => step.Step == "populate").Max(step => step.DoneBytes));
    }

    private PopulationResult Populate(uint? group = null, IProgress<ProgressEvent>? progress = null, CancellationToken? cancel = null) => Population.Run(
        new PopulationRequest { MediumPath = _medium.Image, Root = Target, Toplevel = _medium.Toplevel, BuildersGroup = group, Progress = progress, Jobs = 2 },
        cancel ?? Cancellation);

    /// <summary>Cancels a run when so many objects are placed, or before all are registered.</summary>
    private void Interrupt(int after)
    {
        using CancellationTokenSource ending = new();
        Recorder watching = new(report =>
        {
            string store = Path.Combine(Target, "nix/store");
            if (report is ProgressEvent.StepStarted { Step: "register" }
                || (Directory.Exists(store) && _medium.All.Count(info => Path.Exists(Path.Combine(store, info.Path.BaseName))) >= after))
            {
                ending.Cancel();
            }
        });
        Assert.ThrowsAny<OperationCanceledException>(() => Populate(progress: watching, cancel: ending.Token));
    }

    private void AssertNothingRegistered()
    {
        using LocalStore store = LocalStore.OpenReadOnly(Target)!;
        Assert.Empty(store.Paths());
        Assert.False(Path.Exists(Path.Combine(Target, "nix/var/nix/profiles/system")));
    }

    /// <summary>The medium's objects, nothing else in the folder, every file with its hash.</summary>
    private void AssertComplete()
    {
        using (LocalStore store = LocalStore.OpenReadOnly(Target)!)
        {
            Assert.Equal(
                _medium.All.OrderBy(info => info.Path).Select(info => (info.Path, info.NarHash, info.NarSize, info.ContentAddress)),
                store.All().Select(info => (info.Path, info.NarHash, info.NarSize, info.ContentAddress)));
        }

        Assert.Equal(
            _medium.All.Select(info => info.Path.BaseName).Append(".links").Order(StringComparer.Ordinal),
            Directory.GetFileSystemEntries(Path.Combine(Target, "nix/store")).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal));
        Assert.Empty(Directory.GetFileSystemEntries(Path.Combine(Target, "nix/var/nix/temproots")));
        Assert.Equal(SampleMedium.Parts + 1, StoreVerification.Run(_medium.Image, Target, [_medium.Toplevel], null, Cancellation).Checked);
    }

    private string? Link(string path) => new FileInfo(Path.Combine(Target, path)).LinkTarget;

    private static void Damage(string path, string damage)
    {
        string parent = Path.GetDirectoryName(path)!;
        switch (damage)
        {
            case "cut":
                File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
                using (FileStream file = File.OpenWrite(path))
                    file.SetLength(4096);
                File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
                break;
            case "mode":
                File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
                break;
            case "time":
                Tool.Run("touch", "-d", "@2", path).Succeeded();
                break;
            case "gone":
                File.SetUnixFileMode(parent, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
                File.Delete(path);
                break;
        }
    }

    private sealed class Recorder(Action<ProgressEvent>? seen = null) : IProgress<ProgressEvent>
    {
        private readonly Lock _gate = new();

        public List<ProgressEvent> All { get; } = [];

        public void Report(ProgressEvent value)
        {
            lock (_gate)
                All.Add(value);
            seen?.Invoke(value);
        }
    }
}
