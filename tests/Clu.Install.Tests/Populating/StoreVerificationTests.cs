using Clu.Binary;
using Clu.Install.Populating;
using Clu.Testing;

namespace Clu.Install.Tests.Populating;

public sealed class StoreVerificationTests : IDisposable
{
    private readonly SampleMedium _medium = new();

    public void Dispose() => _medium.Dispose();

    [Fact]
    public void One_changed_byte_is_found_and_named()
    {
        Populate();
        string file = Path.Combine(_medium["target"], "nix/store", _medium.All[5].Path.BaseName, "share/large");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        using (FileStream content = new(file, FileMode.Open))
        {
            int first = content.ReadByte();
            content.Position = 0;
            content.WriteByte((byte)(first ^ 1));
        }

        AssertRefused(_medium.All[5].Path.BaseName);
    }

    [Fact]
    public void An_object_that_is_gone_is_found_and_named()
    {
        Populate();
        Stores.Trees.ObjectTree.Remove(Path.Combine(_medium["target"], "nix/store", _medium.All[5].Path.BaseName));
        AssertRefused(_medium.All[5].Path.BaseName);
    }

    [Fact]
    public void An_object_that_is_not_registered_is_found_and_named()
    {
        Populate();
        Tool.Run("sqlite3", Path.Combine(_medium["target"], "nix/var/nix/db/db.sqlite"),
            "delete from ValidPaths where path like '%part-5'").Succeeded();
        AssertRefused(_medium.All[5].Path.BaseName);
    }

    [Fact]
    public void A_target_without_a_store_is_refused() => AssertRefused("it holds no store");

    private void Populate() => Population.Run(
        new PopulationRequest { MediumPath = _medium.Image, Root = _medium["target"], Toplevel = _medium.Toplevel, BuildersGroup = null },
        TestContext.Current.CancellationToken);

    private void AssertRefused(string what)
    {
        CluException error = Assert.ThrowsAny<CluException>(() =>
            StoreVerification.Run(_medium.Image, _medium["target"], [_medium.Toplevel], null, TestContext.Current.CancellationToken));
        Assert.Equal("CLU0655", error.Code);
        Assert.Contains(what, error.Message, StringComparison.Ordinal);
    }
}
