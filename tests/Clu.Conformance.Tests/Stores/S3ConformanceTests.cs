using System.Security.Cryptography;
using Amazon.Runtime;
using Amazon.S3.Model;
using Clu.Binary;
using Clu.Images.Trees;
using Clu.Nix.StorePaths;
using Clu.Stores;
using Clu.Stores.Copying;
using Clu.Stores.Local;
using Clu.Stores.Trees;
using Clu.Testing;

namespace Clu.Conformance.Tests.Stores;

/// <summary>Caches in buckets of a real S3 server. Nix 2.8 of Debian knows no S3; the newest does.</summary>
public sealed class S3ConformanceTests(S3Server server) : S3Tests(server)
{
    [Theory]
    [InlineData("", "compression=zstd")]
    [InlineData("/some/place", "compression=xz&write-nar-listing=1&narinfo-compression=gzip&ls-compression=br")]
    public void Nix_copies_out_of_a_bucket_that_clu_filled(string prefix, string parameters)
    {
        using S3Bucket bucket = new(Server, open: true);
        string top = Fill();
        string url = $"s3://{bucket.Name}{prefix}?{bucket.Parameters}";
        Copy(Source, $"{url}&{parameters}", top);
        Nix("copy", "--no-check-sigs", "--from", url, "--to", Target, top);
        new NixStore(Folder["target"], NixVersion.Newest).Verify();
        if (prefix.Length > 0)
            Assert.Equal("gzip", bucket.About($"some/place/{Path.GetFileName(top)[..32]}.narinfo").Headers.ContentEncoding);
    }

    [Theory]
    [InlineData("", "compression=zstd")]
    [InlineData("/place", "compression=xz&narinfo-compression=br")]
    public void Clu_copies_out_of_a_bucket_that_nix_filled(string prefix, string parameters)
    {
        using S3Bucket bucket = new(Server, open: true);
        string top = Fill();
        string url = $"s3://{bucket.Name}{prefix}?{bucket.Parameters}";
        Nix("copy", "--from", Source, "--to", $"{url}&{parameters}", top);
        Copy(url, Target, top);
        new NixStore(Folder["target"], NixVersion.Newest).Verify();
        using IStore cache = StoreOpener.Open(StoreUrl.Parse(url));
        Assert.Equal(2, cache.Paths().Count);
    }

    [Fact]
    public void Large_files_go_in_parts_and_arrive_whole()
    {
        using S3Bucket bucket = new(Server, open: false);
        string top = Fill(RandomNumberGenerator.GetBytes(23 << 20));
        Copy(Source, $"{bucket.Url}&compression=none&multipart-threshold=6000000&storage-class=STANDARD", top);
        string large = bucket.Names().Single(name => name.StartsWith("nar/", StringComparison.Ordinal) && bucket.About(name).ContentLength > 20 << 20);
        Assert.EndsWith("-5", bucket.About(large).ETag.Trim('"'), StringComparison.Ordinal);
        Assert.Empty(bucket.Uploads());
        Copy(bucket.Url, Target, top);
        new NixStore(Folder["target"], NixVersion.Newest).Verify();
    }

    [Fact]
    public void A_copy_that_is_cancelled_leaves_no_file_without_its_name_and_the_next_one_completes()
    {
        using S3Bucket bucket = new(Server, open: false);
        string top = Fill(RandomNumberGenerator.GetBytes(12 << 20));
        using (CancellationTokenSource ending = new())
        using (IStore from = StoreOpener.Open(StoreUrl.Parse(Source)))
        using (IWritableStore to = StoreOpener.OpenWritable(StoreUrl.Parse($"{bucket.Url}&compression=none"), TimeProvider.System))
        {
            ClosureCopy copy = new(from, to, new CopyOptions { Jobs = 1 });
            CopyPlan plan = copy.Plan([StorePathFinder.Find(top, from.Directory)], Cancellation);
            Progress progress = new(() => ending.Cancel());
            Assert.ThrowsAny<OperationCanceledException>(() => copy.Run(plan, progress, ending.Token));
        }

        Assert.Empty(bucket.Uploads());
        Copy(Source, $"{bucket.Url}&compression=none", top);
        Copy(bucket.Url, Target, top);
        new NixStore(Folder["target"], NixVersion.Newest).Verify();
    }

    [Fact]
    public void Keys_are_checked_and_a_wrong_one_is_told_from_an_empty_bucket()
    {
        using S3Bucket bucket = new(Server, open: false);
        File.WriteAllText(Folder["credentials"], $"""
            [good]
            aws_access_key_id = {S3Server.Key}
            aws_secret_access_key = {S3Server.Secret}
            [wrong]
            aws_access_key_id = {S3Server.Key}
            aws_secret_access_key = something else
            """);
        Environment.SetEnvironmentVariable("AWS_SHARED_CREDENTIALS_FILE", Folder["credentials"]);
        try
        {
            StoreOpener.OpenWritable(StoreUrl.Parse($"{bucket.Url}&profile=good"), TimeProvider.System).Dispose();
            CluException wrong = Assert.Throws<CluException>(() => StoreOpener.OpenWritable(StoreUrl.Parse($"{bucket.Url}&profile=wrong"), TimeProvider.System));
            Assert.Equal(("CLU0350", true), (wrong.Code, wrong.Message.Contains("SignatureDoesNotMatch", StringComparison.Ordinal)));
            Assert.Equal("CLU0351", Assert.Throws<CluException>(() => StoreOpener.Open(StoreUrl.Parse($"{bucket.Url}&profile=none"))).Code);
        }
        finally
        {
            Environment.SetEnvironmentVariable("AWS_SHARED_CREDENTIALS_FILE", null);
        }

        Environment.SetEnvironmentVariable("AWS_ACCESS_KEY_ID", null);
        CluException nobody = Assert.Throws<CluException>(() => StoreOpener.Open(StoreUrl.Parse(bucket.Url)));
        Assert.Equal(("CLU0350", true), (nobody.Code, nobody.Message.Contains("AccessDenied", StringComparison.Ordinal)));
    }

    [Fact]
    public void Connections_that_break_are_made_again_and_downloads_go_on_where_they_broke()
    {
        using S3Bucket bucket = new(Server, open: false);
        using CuttingProxy proxy = new(Server.Endpoint);
        string top = Fill(RandomNumberGenerator.GetBytes(12 << 20));
        string url = $"s3://{bucket.Name}?endpoint={proxy.Endpoint}&scheme=http";
        // Every answer counts here: uploads are answered by a few hundred bytes.
        foreach (int bytes in new[] { 1, 1, 100 })
            proxy.Cuts.Enqueue(bytes);
        Copy(Source, $"{url}&compression=none&multipart-threshold=6000000", top);
        Assert.Empty(proxy.Cuts);
        Assert.Empty(bucket.Uploads());
        foreach (int bytes in new[] { 1_000_000, 3_000_000, 100_000 })
            proxy.Cuts.Enqueue(bytes);
        Copy(url, Target, top);
        Assert.Empty(proxy.Cuts);
        new NixStore(Folder["target"], NixVersion.Newest).Verify();
    }

    [Fact]
    public void AServer_that_never_answers_is_given_up_and_named()
    {
        using S3Bucket bucket = new(Server, open: false);
        using CuttingProxy proxy = new(Server.Endpoint);
        for (int i = 0; i < 100; i++)
            proxy.Cuts.Enqueue(1);
        CluException error = Assert.Throws<CluException>(() => StoreOpener.Open(StoreUrl.Parse($"s3://{bucket.Name}?endpoint={proxy.Endpoint}&scheme=http")));
        Assert.Equal(("CLU0316", true), (error.Code, error.Message.Contains("5 tries", StringComparison.Ordinal)));
        Assert.InRange(proxy.Cuts.Count, 60, 95);
    }

    [Fact]
    public void A_bucket_that_is_not_there_is_named()
    {
        CluException error = Assert.Throws<CluException>(() => StoreOpener.OpenWritable(
            StoreUrl.Parse($"s3://no-such-bucket?endpoint=http://{Server.Endpoint}"), TimeProvider.System));
        Assert.Equal(("CLU0350", true), (error.Code, error.Message.Contains("NoSuchBucket", StringComparison.Ordinal)));
    }

    private string Fill(byte[]? large = null)
    {
        using LocalStore store = LocalStore.Open(Folder["source"]);
        ImageDirectory tree = StoreSamples.Tree("low");
        if (large is not null)
            tree.AddPath("share/huge", new ImageFile(new MemoryContent(large), UnixPermissions.ReadOnly));
        StorePath low = store.Add("low", tree, StoreReferences.None).Path;
        return store.Directory.Print(store.Add("top", StoreSamples.Tree(store.Directory.Print(low)), new StoreReferences([low])).Path);
    }

    private static void Copy(string from, string to, string path)
    {
        using IStore source = StoreOpener.Open(StoreUrl.Parse(from));
        using IWritableStore destination = StoreOpener.OpenWritable(StoreUrl.Parse(to), TimeProvider.System);
        ClosureCopy copy = new(source, destination, new CopyOptions { CheckSignatures = false });
        CopyPlan plan = copy.Plan([StorePathFinder.Find(path, source.Directory)], Cancellation);
        Assert.NotEmpty(plan.Copied);
        copy.Run(plan, null, Cancellation);
        Assert.Empty(copy.Plan([StorePathFinder.Find(path, source.Directory)], Cancellation).Copied);
    }

    private static void Nix(params string[] arguments) => NixTool.Run(NixVersion.Newest, "nix", arguments).Succeeded();

    private sealed class Progress(Action advanced) : IProgress<Clu.Stores.Progress.ProgressEvent>
    {
        public void Report(Clu.Stores.Progress.ProgressEvent value)
        {
            if (value is Clu.Stores.Progress.ProgressEvent.StepAdvanced)
                advanced();
        }
    }
}
