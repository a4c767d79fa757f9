using System.Globalization;
using System.Text.Json;
using Clu.Nix.StorePaths;
using Clu.Testing;

namespace Clu.Conformance.Tests.Stores;

/// <summary>A store on disk, seen through Nix.</summary>
/// <param name="root">Its root.</param>
/// <param name="version">Whose eyes.</param>
internal sealed class NixStore(string root, NixVersion version = NixVersion.Installed)
{
    private readonly string _store = "local?root=" + root;
    private readonly Dictionary<string, long> _sizes = new(StringComparer.Ordinal);

    /// <summary>Database, contents and content addresses are as Nix wants them.</summary>
    /// <param name="trust">Whether everything is content-addressed or signed by a trusted key.</param>
    public void Verify(bool trust = true)
    {
        NixTool.Run(version, "nix-store", "--store", _store, "--verify", "--check-contents").Succeeded();
        Nix(["store", "verify", "--all", .. trust ? Array.Empty<string>() : ["--no-trust"]]).Succeeded();
    }

    public IReadOnlyList<string> Requisites(StorePath path) =>
        NixTool.Run(version, "nix-store", "--store", _store, "--query", "--requisites", StoreDirectory.Default.Print(path))
            .Succeeded().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Takes a registration over, without looking at files.</summary>
    public void LoadDatabase(byte[] registration) =>
        NixTool.RunWith(version, "nix-store", ["--store", _store, "--load-db"], registration).Succeeded();

    /// <summary>Bytes of the NAR of a full path, as the database has it.</summary>
    public long Size(string path) => _sizes.TryGetValue(path, out long size)
        ? size
        : _sizes[path] = long.Parse(
            NixTool.Run(version, "nix-store", "--store", _store, "--query", "--size", path).Succeeded().Output, NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture);

    /// <summary>
    /// Nix makes an object and all it refers to content-addressed anew and comes to the same paths. Not for objects that refer to themselves:
    /// Nix 2.8 runs out of memory on them; <see cref="Verify"/> recomputes those.
    /// </summary>
    public void RecomputesClosure(StorePath path)
    {
        using JsonDocument answer = JsonDocument.Parse(
            Nix("store", "make-content-addressed", StoreDirectory.Default.Print(path), "--json").Succeeded().OutputBytes);
        JsonElement.ObjectEnumerator rewrites = answer.RootElement.GetProperty("rewrites").EnumerateObject();
        Assert.NotEmpty(rewrites);
        Assert.All(rewrites, rewrite => Assert.Equal(rewrite.Name, rewrite.Value.GetString()));
    }

    private ToolResult Nix(params string[] arguments) =>
        NixTool.Run(version, "nix", [.. arguments, "--store", _store]);
}
