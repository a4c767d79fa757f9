using Clu.Nix.Archives;
using Clu.Nix.BinaryCaches;
using Clu.Nix.Exports;
using Clu.Nix.Listings;
using Clu.Nix.NarInfos;
using Clu.Nix.Signatures;
using Clu.Nix.StoreObjects;

namespace Clu.Nix.Tests.Fixtures;

/// <summary>Caches and exports that Nix 2.8 made.</summary>
public class BinaryCacheTests
{
    private static readonly TrustedKeys _keys = new([PublicKey.Parse("test1:tLAEn+EeaBUJYqEpTd2yeerr7Ic6+0vWe+aXL/vYUpE=")]);

    public static TheoryData<string> Compressions => ["br", "bzip2", "gzip", "xz", "zstd"];

    [Theory]
    [MemberData(nameof(Compressions))]
    public void Every_narinfo_reads_strictly_writes_back_and_is_signed(string compression) => Assert.All(Files(compression, "*.narinfo"), file =>
    {
        byte[] text = File.ReadAllBytes(file);
        NarInfo info = NarInfoText.Read(text, conformance: NarInfoConformance.Strict);
        Assert.Equal(compression, info.Compression.Label());
        Assert.EndsWith($".nar{info.Compression.FileExtension()}", info.Url, StringComparison.Ordinal);
        Assert.Equal(text, NarInfoText.Write(info));
        Assert.Single(_keys.Valid(info.Object));
    });

    [Theory]
    [MemberData(nameof(Compressions))]
    public void Every_listing_is_read(string compression) => Assert.All(Files(compression, "*.ls"), file =>
    {
        // 2.8 wrote keys in another order, so the text itself differs.
        ListingFile listed = Assert.IsType<ListingFile>(Listing.Read(File.ReadAllBytes(file)));
        Assert.Equal(96, listed.NarOffset);
    });

    [Theory]
    [MemberData(nameof(Compressions))]
    public void Every_cache_info_writes_back_the_same(string compression) => Assert.All(Files(compression, CacheInfo.FileName), file =>
        Assert.Equal(File.ReadAllBytes(file), CacheInfo.Parse(File.ReadAllBytes(file)).ToBytes()));

    [Theory]
    [InlineData("closure-top.drv.export", 6)]
    [InlineData("tree.export.zst", 1)]
    public void Exports_write_back_the_same(string name, int atLeast)
    {
        byte[] bytes = Vectors.Oracle(name);
        using MemoryStream input = new(bytes), output = new();
        ExportReader reader = new(input);
        ExportWriter writer = new(output);
        int count = 0;
        while (true)
        {
            using MemoryStream nar = new();
            using NarWriter copy = new(nar);
            if (reader.Next(archive => archive.CopyTo(copy)) is not { } info)
                break;
            Assert.Equal(info.NarSize, nar.Length);
            writer.Write(info, nar.WriteTo);
            count++;
        }

        writer.Finish();
        Assert.True(count >= atLeast);
        Assert.Equal(bytes, output.ToArray());
    }

    private static string[] Files(string compression, string pattern)
    {
        string[] files = Directory.GetFiles(Vectors.Find("nix-2.8.0-oracle", "binary-cache", compression), pattern);
        Assert.NotEmpty(files);
        return files;
    }
}
