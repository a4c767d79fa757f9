using Clu.Install.Plans;

namespace Clu.Install.Execution;

/// <summary>An installation that is about to be carried out, for the first time or again.</summary>
/// <param name="Plan">What is done.</param>
/// <param name="Seed">What its identifiers were derived from; 32 bytes.</param>
/// <param name="Started">When it was begun.</param>
/// <param name="PublicAnswers">The answers as TOML without secrets, for the journal.</param>
/// <param name="Resumed">The interrupted installation that this one goes on with; null for a new one.</param>
public sealed record InstallRun(InstallPlan Plan, ReadOnlyMemory<byte> Seed, DateTimeOffset Started, string PublicAnswers, InterruptedInstall? Resumed);
