namespace Clu.Install.Populating;

/// <summary>What was put into a target.</summary>
/// <param name="Objects">Store objects of the closure.</param>
/// <param name="Bytes">Bytes of their archives.</param>
/// <param name="Copied">Objects that this run copied.</param>
/// <param name="CopiedBytes">Bytes of their archives.</param>
/// <param name="Salvaged">Objects of an interrupted run that were found whole; what neither was copied nor salvaged the store had already.</param>
/// <param name="Generation">Number of the profile's generation.</param>
public sealed record PopulationResult(int Objects, long Bytes, int Copied, long CopiedBytes, int Salvaged, int Generation);
