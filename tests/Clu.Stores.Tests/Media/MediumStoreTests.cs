using Clu.Binary;
using Clu.Images.SquashFs;
using Clu.Images.Trees;
using Clu.Nix.Registrations;
using Clu.Nix.StoreObjects;
using Clu.Stores.Copying;
using Clu.Stores.Local;
using Clu.Stores.Media;
using Clu.Stores.Trees;
using Clu.Testing;

namespace Clu.Stores.Tests.Media;

public sealed class MediumStoreTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly StoreObjectInfo _top;

    public MediumStoreTests()
    {
        using LocalStore source = LocalStore.Open(_folder["source"]);
        _top = SampleStore.Fill(source);
        using FileStream image = File.Create(_folder["store.squashfs"]);
        using SquashFsWriter writer = new(image, new SquashFsOptions());
        foreach (StoreObjectInfo info in source.All())
            writer.Add(FileName.From(info.Path.BaseName), ObjectTree.Read(source.PhysicalPath(info.Path)));
        using MemoryStream registration = new();
        RegistrationText.Write(source.All(), registration);
        writer.Add(FileName.From("nix-path-registration"), new ImageFile(new MemoryContent(registration.ToArray()), UnixPermissions.ReadOnly));
        writer.Finish();
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        foreach (string root in Directory.GetDirectories(_folder.Path))
            ObjectTree.Remove(root);
        _folder.Dispose();
    }

    [Fact]
    public void A_bare_squashfs_is_a_store()
    {
        using MediumStore medium = new(_folder["store.squashfs"]);
        using LocalStore source = LocalStore.Open(_folder["source"]);
        using LocalStore target = LocalStore.Open(_folder["target"]);
        Assert.Equal(source.Paths(), medium.Paths());
        ClosureCopy copy = new(medium, target, new CopyOptions());
        copy.Run(copy.Plan([_top.Path], Cancellation), null, Cancellation);
        Assert.Equal(source.All().Select(info => (info.Path, info.NarHash)), target.All().Select(info => (info.Path, info.NarHash)));
    }

    [Fact]
    public void Objects_whose_content_gives_their_path_need_no_signature()
    {
        using MediumStore medium = new(_folder["store.squashfs"]);
        SignatureRule rule = new(Clu.Nix.Signatures.TrustedKeys.None, medium.Directory);
        Assert.Equal(["base", "lib", "top"], medium.Paths().Select(path => medium.Find(path)!).Where(rule.Allows).Select(info => info.Path.Name).Order());
    }

    [Fact]
    public void What_is_no_image_is_refused()
    {
        File.WriteAllBytes(_folder["no.iso"], new byte[100_000]);
        Assert.Equal(ErrorKind.Data, Assert.ThrowsAny<CluException>(() => new MediumStore(_folder["no.iso"])).Kind);
        Assert.Equal("CLU0301", Assert.ThrowsAny<CluException>(() => new MediumStore(_folder["missing.iso"])).Code);
    }

    [Fact]
    public void A_damaged_image_is_told_and_nothing_is_registered()
    {
        byte[] image = File.ReadAllBytes(_folder["store.squashfs"]);
        for (int at = 96; at < 400; at++)
            image[at] ^= 0x55;
        File.WriteAllBytes(_folder["store.squashfs"], image);
        using LocalStore target = LocalStore.Open(_folder["target"]);
        CluException error = Assert.ThrowsAny<CluException>(() =>
        {
            using MediumStore medium = new(_folder["store.squashfs"]);
            ClosureCopy copy = new(medium, target, new CopyOptions { CheckSignatures = false });
            copy.Run(copy.Plan([_top.Path], Cancellation), null, Cancellation);
        });
        Assert.Equal(ErrorKind.Data, error.Kind);
        Assert.Empty(target.All());
    }
}
