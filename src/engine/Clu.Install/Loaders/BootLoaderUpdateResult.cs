namespace Clu.Install.Loaders;

/// <summary>What an update of the boot menu did.</summary>
/// <param name="Started">Number of the generation that is started by default.</param>
/// <param name="Generations">How many the menu has.</param>
/// <param name="Copied">Kernels and initial ramdisks that were copied.</param>
/// <param name="Removed">Files of generations that are gone.</param>
/// <param name="Missing">Folders on other disks that are not mounted, so that they were left as they are.</param>
public sealed record BootLoaderUpdateResult(int Started, int Generations, int Copied, int Removed, IReadOnlyList<string> Missing);
