namespace Clu.Install.Trials;

/// <summary>A machine of a trial did not do what it should.</summary>
/// <param name="text">What, as a phrase that follows its name.</param>
internal sealed class TrialFailure(string text) : Exception(text);
