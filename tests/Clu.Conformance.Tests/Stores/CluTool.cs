using Clu.Testing;

namespace Clu.Conformance.Tests.Stores;

/// <summary>The real clu, run as a program of its own.</summary>
internal static class CluTool
{
    /// <summary>clu is built to a folder beside that of these tests, which names its machine too.</summary>
    public static string Program { get; } = Directory.GetDirectories(
        Path.Combine(AppContext.BaseDirectory, "../../Clu.Cli"), $"{Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/'))}*")
        .Select(folder => Path.GetFullPath(Path.Combine(folder, "clu.dll"))).Single(File.Exists);

    /// <summary>A shell command that is clu, with the words that the script got.</summary>
    public static string Script => $"exec {Testing.Script.Quote(Tool.Find("dotnet")!)} exec {Testing.Script.Quote(Program)} \"$@\"";

    public static ToolResult Run(IReadOnlyDictionary<string, string> environment, params string[] arguments) => RunWith(environment, null, arguments);

    public static ToolResult RunWith(IReadOnlyDictionary<string, string> environment, byte[]? input, params string[] arguments) =>
        Tool.RunWith("dotnet", ["exec", Program, .. arguments], input, environment);
}
