using System.Text;
using System.Text.Json;
using Clu.Binary;
using Clu.Nix.NarInfos;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Nix.Tests.Fixtures;

namespace Clu.Nix.Tests.StoreObjects;

public class StoreObjectJsonTests
{
    private static readonly StorePath _foo = StorePath.Parse("n5wkd9frr45pa74if5gpz9j7mifg27fh-foo");

    public static TheoryData<string, int> Golden
    {
        get
        {
            TheoryData<string, int> data = [];
            foreach (int version in new[] { 1, 2, 3 })
            {
                data.Add($"path-info/json-{version}/impure.json", version);
                data.Add($"path-info/json-{version}/empty_impure.json", version);
                data.Add($"nar-info/json-{version}/impure.json", version);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Golden))]
    public void Every_format_of_nix_reads_and_writes_back_the_same(string file, int version)
    {
        string text = File.ReadAllText(Vectors.Find("nix-libstore-data", file));
        (StoreObjectInfo info, NarInfo? nar) = Read(text);
        Assert.Equal(Normal(text), Normal(Write(info, version, nar)));
    }

    [Theory]
    [InlineData("path-info/json-1/pure.json")]
    [InlineData("path-info/json-1/pure_noversion.json")]
    [InlineData("path-info/json-2/pure.json")]
    [InlineData("path-info/json-3/pure.json")]
    [InlineData("nar-info/json-1/pure_noversion.json")]
    public void What_says_less_is_read_too(string file)
    {
        (StoreObjectInfo info, NarInfo? nar) = Read(File.ReadAllText(Vectors.Find("nix-libstore-data", file)));
        Assert.Null(nar);
        Assert.Equal(34878, info.NarSize);
        Assert.Equal(2, info.References.Count);
        Assert.StartsWith("fixed:r:sha256:", info.ContentAddress?.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"version":4}""")]
    [InlineData("""{"ca":null,"narHash":"sha256-FePFYIlMuycIXPZbWi7LGEiMmZSX9FMbaQenWBzm1Sc=","narSize":"1","references":[]}""")]
    [InlineData("""{"ca":null,"narHash":"sha1-FePFYIlMuycIXPZbWi7LGEiMmZQ=","narSize":1,"references":[]}""")]
    [InlineData("""{"ca":null,"narHash":"sha256-FePFYIlMuycIXPZbWi7LGEiMmZSX9FMbaQenWBzm1Sc=","narSize":1,"references":["x"]}""")]
    [InlineData("""{"ca":null,"narHash":"sha256-FePFYIlMuycIXPZbWi7LGEiMmZSX9FMbaQenWBzm1Sc=","narSize":1,"references":[],"storeDir":"x"}""")]
    [InlineData("""{"ca":{"method":"git","hash":"sha256-FePFYIlMuycIXPZbWi7LGEiMmZSX9FMbaQenWBzm1Sc="},"narHash":"sha256-FePFYIlMuycIXPZbWi7LGEiMmZSX9FMbaQenWBzm1Sc=","narSize":1,"references":[],"version":2}""")]
    public void Other_json_is_refused(string text) => Assert.Throws<MalformedDataException>(() => Read(text));

    private static (StoreObjectInfo Info, NarInfo? File) Read(string text)
    {
        using JsonDocument document = JsonDocument.Parse(text);
        return StoreObjectJson.Read(_foo, document.RootElement);
    }

    private static string Write(StoreObjectInfo info, int version, NarInfo? file)
    {
        using MemoryStream text = new();
        using (Utf8JsonWriter writer = new(text))
            StoreObjectJson.Write(writer, info, version, file: file);
        return Encoding.UTF8.GetString(text.ToArray());
    }

    /// <summary>The same members in the same order, without white space.</summary>
    private static string Normal(string text)
    {
        using JsonDocument document = JsonDocument.Parse(text);
        return JsonSerializer.Serialize(document.RootElement);
    }
}
