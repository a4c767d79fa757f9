using Clu.Nix.ContentAddresses;
using Clu.Nix.StorePaths;
using Clu.Stores;
using Clu.Stores.Local;
using Clu.Stores.Trees;
using Clu.Stores.Verification;
using Clu.Testing;

namespace Clu.Conformance.Tests.Stores;

/// <summary>What clu adds has the path that Nix gives it, and the reverse.</summary>
public sealed class AddConformanceTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose()
    {
        foreach (string root in Directory.GetDirectories(_folder.Path))
            ObjectTree.Remove(root);
        _folder.Dispose();
    }

    [Theory]
    [InlineData(NixVersion.Installed, "add-path", ContentAddressMethod.Nar, "tree")]
    [InlineData(NixVersion.Newest, "add-path", ContentAddressMethod.Nar, "tree")]
    [InlineData(NixVersion.Installed, "add-path", ContentAddressMethod.Nar, "tree/tool")]
    [InlineData(NixVersion.Newest, "add-path", ContentAddressMethod.Nar, "tree/tool")]
    [InlineData(NixVersion.Installed, "add-path", ContentAddressMethod.Nar, "tree/link")]
    [InlineData(NixVersion.Newest, "add-path", ContentAddressMethod.Nar, "tree/link")]
    [InlineData(NixVersion.Installed, "add-file", ContentAddressMethod.Flat, "tree/text")]
    [InlineData(NixVersion.Newest, "add-file", ContentAddressMethod.Flat, "tree/text")]
    public void Both_add_the_same_and_find_it_there_already(NixVersion version, string command, ContentAddressMethod method, string what)
    {
        Directory.CreateDirectory(_folder["tree"]);
        File.WriteAllText(_folder["tree/tool"], "#!/bin/sh");
        File.SetUnixFileMode(_folder["tree/tool"], (UnixFileMode)Convert.ToInt32("755", 8));
        File.WriteAllText(_folder["tree/text"], "text");
        File.CreateSymbolicLink(_folder["tree/link"], "tool");

        StoreAddition addition = new(_folder[what], "name", method, StoreDirectory.Default);
        using (LocalStore store = LocalStore.Open(_folder["ours"]))
            addition.AddTo(store, TestContext.Current.CancellationToken);
        string printed = StoreDirectory.Default.Print(addition.Info.Path);
        Assert.Equal(printed, Nix(version, command, "theirs", what));
        Assert.Equal(printed, Nix(version, command, "ours", what));
        new NixStore(_folder["ours"], version).Verify();

        using LocalStore theirs = LocalStore.Open(_folder["theirs"]);
        addition.AddTo(theirs, TestContext.Current.CancellationToken);
        var found = theirs.Find(addition.Info.Path)!;
        Assert.Equal((addition.Info.NarHash, addition.Info.NarSize, addition.Info.ContentAddress), (found.NarHash, found.NarSize, found.ContentAddress));
    }

    [Theory]
    [InlineData(NixVersion.Installed)]
    [InlineData(NixVersion.Newest)]
    public void A_file_that_nix_added_with_its_executable_bit_is_sound(NixVersion version)
    {
        File.WriteAllText(_folder["tool"], "#!/bin/sh");
        File.SetUnixFileMode(_folder["tool"], (UnixFileMode)Convert.ToInt32("755", 8));
        Nix(version, "add-file", "theirs", "tool");
        using LocalStore store = LocalStore.Open(_folder["theirs"]);
        Assert.Empty(new StoreVerifier(store, new VerifyOptions()).Run(store.Paths(), null, TestContext.Current.CancellationToken).Bad);
    }

    private string Nix(NixVersion version, string command, string store, string what) => NixTool.Run(
        version, "nix", "store", command, "--store", _folder[store], "--name", "name", _folder[what]).Succeeded().Output.Trim();
}
