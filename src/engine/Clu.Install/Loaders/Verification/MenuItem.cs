namespace Clu.Install.Loaders.Verification;

/// <summary>What a boot menu starts.</summary>
/// <param name="Menu">File that says so, for people.</param>
/// <param name="Kernel">The kernel as the loader names it, from the root of its file system on.</param>
/// <param name="Initrds">Likewise the initial ramdisks.</param>
/// <param name="Words">The kernel's command line.</param>
internal sealed record MenuItem(string Menu, string Kernel, IReadOnlyList<string> Initrds, IReadOnlyList<string> Words)
{
    /// <summary>Value of the first word of that name; null for none.</summary>
    public string? Word(string name) => Words.FirstOrDefault(word => word.StartsWith($"{name}=", StringComparison.Ordinal))?[(name.Length + 1)..];
}
