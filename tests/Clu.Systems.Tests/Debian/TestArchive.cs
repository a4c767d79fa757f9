using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Clu.Testing;

namespace Clu.Systems.Tests.Debian;

/// <summary>A small Debian archive made on the spot, in a folder.</summary>
internal sealed class TestArchive(string folder)
{
    public const string Suite = "testing-suite";

    private readonly StringBuilder _index = new();

    /// <summary>Builds a package whose files a shell script makes in its root.</summary>
    public TestArchive Add(string name, string version, string files, string fields = "")
    {
        string root = Path.Combine(folder, "build", name);
        string control = $"Package: {name}\nVersion: {version}\nArchitecture: amd64\nMaintainer: nobody <nobody@localhost>\n"
            + fields + "Description: made by a test\n";
        Directory.CreateDirectory(Path.Combine(root, "DEBIAN"));
        File.WriteAllText(Path.Combine(root, "DEBIAN", "control"), control);
        Tool.RunWith("sh", ["-ec", files], folder: root).Succeeded();
        string pool = Path.Combine(folder, "pool");
        Directory.CreateDirectory(pool);
        string file = Path.Combine(pool, $"{name}.deb");
        Tool.Run("dpkg-deb", "--root-owner-group", "--build", root, file).Succeeded();
        byte[] content = File.ReadAllBytes(file);
        _index.Append(CultureInfo.InvariantCulture, $"{control}Filename: pool/{name}.deb\nSize: {content.Length}\n")
            .Append(CultureInfo.InvariantCulture, $"SHA256: {Convert.ToHexStringLower(SHA256.HashData(content))}\n\n");
        return this;
    }

    /// <summary>Writes the index of all packages.</summary>
    public TestArchive Publish()
    {
        string dist = Path.Combine(folder, "dists", Suite);
        Directory.CreateDirectory(Path.Combine(dist, "main", "binary-amd64"));
        byte[] index = Encoding.UTF8.GetBytes(_index.ToString());
        File.WriteAllBytes(Path.Combine(dist, "main", "binary-amd64", "Packages"), index);
        File.WriteAllText(
            Path.Combine(dist, "Release"),
            $"Origin: Test\nSuite: {Suite}\nCodename: {Suite}\nArchitectures: amd64\nComponents: main\nDate: Thu, 01 Jan 2026 00:00:00 UTC\n"
            + $"SHA256:\n {Convert.ToHexStringLower(SHA256.HashData(index))} {index.Length} main/binary-amd64/Packages\n");
        return this;
    }
}
