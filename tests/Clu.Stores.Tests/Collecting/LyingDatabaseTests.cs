using Clu.Binary;
using Clu.Nix.StorePaths;
using Clu.Stores.Collecting;
using Clu.Stores.Local;
using Clu.Stores.Trees;
using Clu.Testing;
using Microsoft.Data.Sqlite;

namespace Clu.Stores.Tests.Collecting;

/// <summary>Databases that say what no Nix says: one error, and nothing is deleted.</summary>
public sealed class LyingDatabaseTests : IDisposable
{
    private const string Outside = "insert into ValidPaths (path, hash, registrationTime, narSize) values ";

    private readonly TempFolder _folder = new();

    public LyingDatabaseTests()
    {
        using LocalStore store = LocalStore.Open(_folder["store"]);
        SampleStore.Fill(store);
        File.WriteAllText(_folder["outside"], "text");
    }

    private string Database => _folder["store/nix/var/nix/db/db.sqlite"];

    public void Dispose()
    {
        ObjectTree.Remove(_folder["store"]);
        _folder.Dispose();
    }

    [Theory]
    [InlineData(Outside + "('/etc/passwd', 'sha256:' || hex(zeroblob(32)), 1, 1)", "CLU0307")]
    [InlineData(Outside + "('/nix/store/../../etc/passwd', 'sha256:' || hex(zeroblob(32)), 1, 1)", "CLU0307")]
    [InlineData(Outside + "('/nix/store/5xd714cbfnkz02h2vbsj4fm03x3f15nf-a/../b', 'sha256:' || hex(zeroblob(32)), 1, 1)", "CLU0307")]
    [InlineData(Outside + "('/nix/store/.links', 'sha256:' || hex(zeroblob(32)), 1, 1)", "CLU0307")]
    [InlineData(Outside + "('', 'sha256:' || hex(zeroblob(32)), 1, 1)", "CLU0307")]
    [InlineData(Outside + "(x'00ff', 'sha256:' || hex(zeroblob(32)), 1, 1)", "CLU0307")]
    [InlineData("update ValidPaths set narSize = 'much'", null)]
    [InlineData("update ValidPaths set deriver = '/etc/passwd'", null)]
    [InlineData("insert into Refs values (1, 999), (999, 1), (998, 999)", null)]
    [InlineData("insert into DerivationOutputs values (1, 'out', '/etc/passwd')", null)]
    [InlineData("insert into Refs values (1, 2)", "CLU0363")]
    [InlineData("drop table Refs", "CLU0305")]
    [InlineData("drop table ValidPaths", "CLU0305")]
    [InlineData("drop table Refs; drop table ValidPaths; create table ValidPaths (id text, path blob, narSize text, deriver text); insert into ValidPaths values (null, null, null, null)", "CLU0307")]
    [InlineData("drop table Refs; drop table ValidPaths; create table ValidPaths (id text, path text, narSize text, deriver text); insert into ValidPaths values ('x', '/nix/store/5xd714cbfnkz02h2vbsj4fm03x3f15nf-a', 1, null), ('y', '/nix/store/5xd714cbfnkz02h2vbsj4fm03x3f15nf-a', 1, null)", "CLU0307")]
    public void What_it_says_is_refused_or_passed_over(string sql, string? code)
    {
        Change(sql);
        string before = Entries();
        if (code is null)
        {
            using LocalStore store = LocalStore.Open(_folder["store"]);
            // What something that is not there refers to may stay.
            Assert.InRange(store.Collect(new CollectionRequest(), null, TestContext.Current.CancellationToken).Deleted.Count, 2, 3);
        }
        else
        {
            Assert.Equal(code, Assert.Throws<CluException>(Plan).Code);
            Assert.Equal(before, Entries());
        }

        Assert.Equal("text", File.ReadAllText(_folder["outside"]));
    }

    [Fact]
    public void A_collection_refuses_it_too_and_deletes_nothing()
    {
        Change(Outside + "('/nix/store/../../../outside', 'sha256:' || hex(zeroblob(32)), 1, 1)");
        string before = Entries();
        using LocalStore store = LocalStore.Open(_folder["store"]);
        Assert.Equal("CLU0307", Assert.Throws<CluException>(() => store.Collect(new CollectionRequest(), null, TestContext.Current.CancellationToken)).Code);
        Assert.Equal(before, Entries());
        Assert.True(File.Exists(_folder["outside"]));
    }

    [Fact]
    public void What_is_no_database_or_is_cut_off_is_one_error()
    {
        byte[] whole = File.ReadAllBytes(Database);
        foreach (int length in (int[])[1, 15, 16, 99, 100, 1000, 4096, 5000, whole.Length / 2])
        {
            File.WriteAllBytes(Database, whole[..length]);
            AssertRefused();
        }

        File.WriteAllText(Database, new string('x', 10_000));
        AssertRefused();
    }

    private void AssertRefused()
    {
        Assert.Contains(Assert.Throws<CluException>(Plan).Code, (string[])["CLU0305", "CLU0307"]);
    }

    private void Plan()
    {
        using LocalStore store = LocalStore.OpenReadOnly(_folder["store"])!;
        store.Plan(new CollectionRequest());
    }

    private string Entries() => string.Join('\n', Directory.GetFileSystemEntries(_folder["store/nix/store"]).Order());

    private void Change(string sql)
    {
        using SqliteConnection connection = new($"Data Source={Database};Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = $"pragma foreign_keys = 0; {sql}";
        command.ExecuteNonQuery();
    }
}
