namespace Clu.Install.Loaders;

/// <summary>What a boot loader needs in its folder to start some generations, beside itself.</summary>
/// <param name="Copies">Kernels and initial ramdisks, each once: path in the store, and path from the folder on.</param>
/// <param name="Texts">Menus: path from the folder on, and content. The last one names what is started by default, so it is written last.</param>
public sealed record LoaderFileSet(IReadOnlyList<(string StoreFile, string Path)> Copies, IReadOnlyList<(string Path, string Content)> Texts);
