using Clu.Binary;
using Clu.Nix.StorePaths;
using Clu.Stores.Local;
using Clu.Stores.Roots;
using Clu.Stores.Trees;
using Clu.Testing;

namespace Clu.Stores.Tests.Roots;

public sealed class PermanentRootsTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly LocalStore _store;
    private readonly StorePath _path;

    public PermanentRootsTests()
    {
        _store = LocalStore.Open(_folder["store"]);
        _path = _store.Add("a", SampleStore.Tree("a"), StoreReferences.None).Path;
    }

    private string GcRoots => _folder["store/nix/var/nix/gcroots"];

    private string Target => _store.Directory.Print(_path);

    public void Dispose()
    {
        _store.Dispose();
        ObjectTree.Remove(_folder["store"]);
        _folder.Dispose();
    }

    [Fact]
    public void Links_into_the_store_are_roots_wherever_they_lie_and_whatever_file_they_name()
    {
        Directory.CreateDirectory(Path.Combine(GcRoots, "deep/er"));
        File.CreateSymbolicLink(Path.Combine(GcRoots, "deep/er/link"), Target);
        File.CreateSymbolicLink(_folder["store/nix/var/nix/profiles/system-1-link"], $"{Target}/bin/run");
        File.WriteAllText(Path.Combine(GcRoots, _path.BaseName), "");
        Assert.Equal(3, Found().Length);
    }

    [Fact]
    public void A_link_to_a_link_counts_for_the_second_one_and_no_link_further()
    {
        File.CreateSymbolicLink(_folder["result"], Target);
        File.CreateSymbolicLink(_folder["third"], _folder["result"]);
        File.CreateSymbolicLink(Path.Combine(GcRoots, "one"), _folder["result"]);
        File.CreateSymbolicLink(Path.Combine(GcRoots, "two"), _folder["third"]);
        File.CreateSymbolicLink(Path.Combine(GcRoots, "file"), "/etc");
        File.CreateSymbolicLink(Path.Combine(GcRoots, "circle"), "circle");
        Assert.Equal([_folder["result"]], Found());
    }

    [Fact]
    public void Roots_that_lead_nowhere_keep_nothing()
    {
        foreach ((string name, string target) in (ReadOnlySpan<(string, string)>)[
            ("gone", "/nix/store/5xd714cbfnkz02h2vbsj4fm03x3f15nf-baz"), ("dots", "/nix/store/../../etc"), ("none", "/nix/store/x"), ("dir", "/nix/store/")])
            File.CreateSymbolicLink(Path.Combine(GcRoots, name), target);
        Assert.Empty(Found());
    }

    [Fact]
    public void An_added_root_is_found_and_removed_and_its_entry_goes_with_its_link()
    {
        _store.AddRoot(_path, _folder["keep"]);
        _store.AddRoot(_path, _folder["keep"]);
        Assert.Equal([_folder["keep"]], Found());
        _store.RemoveRoot(_folder["keep"]);
        Assert.Empty(Found());
        Assert.Empty(Directory.GetFileSystemEntries(Path.Combine(GcRoots, "auto")));

        _store.AddRoot(_path, _folder["keep"]);
        File.Delete(_folder["keep"]);
        Assert.Empty(Found());
        _store.Collect(new() { Keep = [_path] }, null, TestContext.Current.CancellationToken);
        Assert.Empty(Directory.GetFileSystemEntries(Path.Combine(GcRoots, "auto")));
    }

    [Fact]
    public void Nothing_of_others_is_overwritten_or_removed()
    {
        File.WriteAllText(_folder["file"], "mine");
        File.CreateSymbolicLink(_folder["elsewhere"], "/etc");
        foreach (string link in (string[])["file", "elsewhere"])
        {
            Assert.Equal("CLU0361", Assert.Throws<CluException>(() => _store.AddRoot(_path, _folder[link])).Code);
            Assert.Equal("CLU0361", Assert.Throws<CluException>(() => _store.RemoveRoot(_folder[link])).Code);
        }

        Assert.Equal("CLU0361", Assert.Throws<CluException>(() => _store.RemoveRoot(_folder["none"])).Code);
        Assert.Equal("CLU0361", Assert.Throws<CluException>(() => _store.AddRoot(_path, "/nix/store/link")).Code);
        Assert.Equal("CLU0304", Assert.Throws<CluException>(() => _store.AddRoot(StorePath.Parse("5xd714cbfnkz02h2vbsj4fm03x3f15nf-baz"), _folder["x"])).Code);
        Assert.Equal("mine", File.ReadAllText(_folder["file"]));
    }

    [Fact]
    public void Of_a_profile_the_used_generation_stays_and_what_was_used_since()
    {
        string profiles = _folder["store/nix/var/nix/profiles/per-user/u"];
        Directory.CreateDirectory(profiles);
        DateTimeOffset now = new(2026, 1, 31, 0, 0, 0, TimeSpan.Zero);
        foreach (int number in (int[])[1, 2, 9, 10, 11])
        {
            string link = Path.Combine(profiles, $"p-{number}-link");
            File.CreateSymbolicLink(link, Target);
            Tool.Run("touch", "-h", "-d", now.AddDays(number - 20).ToString("o"), link).Succeeded();
        }

        File.CreateSymbolicLink(Path.Combine(profiles, "p"), "p-10-link");
        File.CreateSymbolicLink(Path.Combine(profiles, "p-x-link"), Target);
        Assert.Equal(["p-11-link", "p-9-link", "p-2-link", "p-1-link"], Old(null));
        Assert.Equal(["p-2-link", "p-1-link"], Old(now.AddDays(-10.5)));
        Assert.Equal(["p-9-link", "p-2-link", "p-1-link"], Old(now.AddDays(-9.5)));
        Assert.Empty(Old(now.AddDays(-30)));

        string[] Old(DateTimeOffset? since) => [.. _store.OldGenerations(since).Select(path => Path.GetFileName(path))];
    }

    private string[] Found() => [.. _store.Roots().Where(root => root.Path == _path && !root.Source.StartsWith('{')).Select(root => root.Source)];
}
