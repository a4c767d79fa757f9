using Clu.Binary;
using Clu.Media.Hosts;
using Clu.Testing;

namespace Clu.Media.Tests.Hosts;

public sealed class ManifestFileTests : IDisposable
{
    private readonly TempFolder _medium = new();

    [Fact]
    public void A_mounted_medium_tells_its_hosts()
    {
        Write(ManifestJson.Write(SampleManifest.Whole));
        Assert.Equal(["one", "two"], ManifestFile.Read(_medium.Path).Hosts.Select(host => host.Name));
    }

    [Fact]
    public void A_medium_without_a_manifest_is_CLU0550() => AssertFails("CLU0550", ErrorKind.Environment);

    [Fact]
    public void A_manifest_that_cannot_be_read_is_CLU0551()
    {
        Directory.CreateDirectory(_medium["clu/manifest.json"]);
        AssertFails("CLU0551", ErrorKind.Environment);
    }

    [Fact]
    public void A_damaged_manifest_is_CLU0552()
    {
        Write("{}"u8.ToArray());
        AssertFails("CLU0552", ErrorKind.Data);
    }

    [Fact]
    public void A_huge_manifest_is_CLU0552_and_not_read()
    {
        Write([]);
        using (FileStream file = File.OpenWrite(_medium["clu/manifest.json"]))
            file.SetLength(1L << 40);
        AssertFails("CLU0552", ErrorKind.Data);
    }

    public void Dispose() => _medium.Dispose();

    private void Write(byte[] text)
    {
        Directory.CreateDirectory(_medium["clu"]);
        File.WriteAllBytes(_medium["clu/manifest.json"], text);
    }

    private void AssertFails(string code, ErrorKind kind)
    {
        CluException error = Assert.Throws<CluException>(() => ManifestFile.Read(_medium.Path));
        Assert.Equal((code, kind, "no disk was touched"), (error.Code, error.Kind, error.Untouched));
        Assert.Contains(_medium["clu/manifest.json"], error.Message, StringComparison.Ordinal);
    }
}
