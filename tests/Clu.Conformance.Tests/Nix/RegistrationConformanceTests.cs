using System.Text;
using Clu.Binary;
using Clu.Nix.Hashing;
using Clu.Nix.Registrations;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Testing;

namespace Clu.Conformance.Tests.NixFormats;

/// <summary>Registration text, judged by Nix.</summary>
public class RegistrationConformanceTests
{
    private static readonly StorePath[] _paths =
        [.. Enumerable.Range(0, 40).Select(i => StorePathFactory.Default.Text($"object-{i}", Encoding.ASCII.GetBytes($"{i}"), []))];

    [Fact]
    public void Nix_loads_what_clu_wrote_and_dumps_the_same()
    {
        StoreObjectInfo[] objects = [.. _paths.Select(Describe)];
        using TempFolder folder = new();
        Load(folder, Write(objects)).Succeeded();

        byte[] dumped = Tool.Run("nix-store", "--store", "local?root=" + folder["root"], "--dump-db").Succeeded().OutputBytes;
        Assert.Equal(Write(objects.OrderBy(info => info.Path)), dumped);
        Assert.Equal(dumped, Write(RegistrationText.Read(new MemoryStream(dumped))));
        Tool.Run("rm", "-r", folder["root"]).Succeeded();
    }

    [Theory]
    [InlineData("without a final newline")]
    [InlineData("with a blank line behind")]
    [InlineData("with a wrong hash")]
    [InlineData("with a path outside")]
    public void Texts_are_refused_where_nix_refuses_them(string flaw)
    {
        string whole = Encoding.ASCII.GetString(Write([Describe(_paths[0], 0)]));
        string text = flaw switch
        {
            "without a final newline" => whole[..^1],
            "with a blank line behind" => whole + "\n",
            "with a wrong hash" => whole.Replace("sha256:", "", StringComparison.Ordinal).Replace("\n1000\n", "0\n1000\n", StringComparison.Ordinal),
            _ => whole.Replace("/nix/store", "/gnu/store", StringComparison.Ordinal),
        };
        using TempFolder folder = new();
        Assert.NotEqual(0, Load(folder, Encoding.ASCII.GetBytes(text)).ExitCode);
        Assert.Throws<MalformedDataException>(() => RegistrationText.Read(new MemoryStream(Encoding.ASCII.GetBytes(text))).Count());
        Tool.Run("rm", "-rf", folder["root"]).Succeeded();
    }

    private static StoreObjectInfo Describe(StorePath path, int index) => new()
    {
        Path = path,
        NarHash = Hash.Of(HashAlgorithm.Sha256, Encoding.ASCII.GetBytes($"archive {index}")),
        NarSize = 1000 + index,
        Deriver = index % 3 == 1 ? StorePath.Parse("7rwcy7jhh0sclsgivr7mlc3vsiilcbay-sattrs.drv") : null,
        References = index % 2 == 0 ? [path, .. _paths[..index]] : [],
    };

    private static ToolResult Load(TempFolder folder, byte[] text) =>
        Tool.RunWith("nix-store", ["--store", "local?root=" + folder["root"], "--load-db"], text);

    private static byte[] Write(IEnumerable<StoreObjectInfo> objects)
    {
        using MemoryStream output = new();
        RegistrationText.Write(objects, output);
        return output.ToArray();
    }
}
