namespace Clu.Stores.Progress;

/// <summary>How many of the things of a step are done.</summary>
/// <param name="Done">Done.</param>
/// <param name="Total">All that are known of; may grow.</param>
public readonly record struct StepCount(int Done, int Total);
