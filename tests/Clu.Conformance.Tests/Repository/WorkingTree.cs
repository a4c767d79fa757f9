using Clu.Testing;

namespace Clu.Conformance.Tests.Repository;

/// <summary>The files that people write, without what builds leave.</summary>
internal static class WorkingTree
{
    private static readonly string[] s_sourceKinds = [".cs", ".csproj", ".props", ".sh", ".slnx", ".toml"];
    private static readonly string[] s_scripts = ["clu", "test", ".ci/run"];
    private static readonly string[] s_top = ["src", "tests", "bench", "docs", "profiles"];

    /// <summary>Paths relative to the root, with <c>/</c>, sorted.</summary>
    public static IReadOnlyList<string> Files { get; } =
    [
        .. s_top.Select(Absolute).Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            .Concat(Directory.EnumerateFiles(RepositoryRoot.Path))
            .Select(file => Path.GetRelativePath(RepositoryRoot.Path, file))
            .Order(StringComparer.Ordinal),
    ];

    public static IEnumerable<string> Sources =>
        Files.Where(file => s_sourceKinds.Contains(Path.GetExtension(file))).Concat(s_scripts.Where(script => File.Exists(Absolute(script))));

    public static IEnumerable<string> Pages => Files.Where(file => file.EndsWith(".md", StringComparison.Ordinal));

    public static string Absolute(string file) => Path.Combine(RepositoryRoot.Path, file);

    public static string Read(string file) => File.ReadAllText(Absolute(file));
}
