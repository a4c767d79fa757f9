namespace Clu.Install.Answers.Finding;

/// <summary>Answers, and where they were.</summary>
/// <param name="Answers">The answers.</param>
/// <param name="Place">For people: <c>the file /run/clu/answers.toml (put onto the medium by clu customize)</c>.</param>
public sealed record FoundAnswers(InstallAnswers Answers, string Place);
