using Clu.Testing;

namespace Clu.Nix.Tests.Fixtures;

/// <summary>Tables of values that other implementations of the Nix formats agree on.</summary>
internal static class Vectors
{
    /// <summary>A path below the fixtures; the test is skipped where there are none.</summary>
    public static string Find(params string[] path) => RepositoryRoot.Fixtures is { } fixtures
        ? Path.Combine([fixtures, .. path])
        : throw Xunit.Sdk.SkipException.ForSkip("there are no foreign test data beside this working tree");

    /// <summary>The rows of a table without its heading.</summary>
    public static IReadOnlyList<string[]> Rows(string table)
    {
        string[][] rows = [.. File.ReadLines(Find("vectors", table + ".tsv")).Skip(1).Select(line => line.Split('\t'))];
        Assert.NotEmpty(rows);
        return rows;
    }

    /// <summary>Decompresses one of the files that Nix 2.8 made.</summary>
    public static byte[] Oracle(string name) => name.EndsWith(".zst", StringComparison.Ordinal)
        ? Tool.Run("zstd", "-dc", Find("nix-2.8.0-oracle", name)).Succeeded().OutputBytes
        : File.ReadAllBytes(Find("nix-2.8.0-oracle", name));
}
