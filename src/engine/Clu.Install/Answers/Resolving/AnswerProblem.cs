namespace Clu.Install.Answers.Resolving;

/// <summary>What keeps answers from deciding an installation.</summary>
/// <param name="Key">The key that is missing or wrong, as an answers file has it: <c>hostname</c>, <c>encryption.passphrase</c>.</param>
/// <param name="IsMissing">Whether nobody answered; false where the answer cannot be followed.</param>
/// <param name="Reason">What is wrong, for people: a phrase without a full stop.</param>
/// <param name="Advice">How to answer: a phrase.</param>
public sealed record AnswerProblem(string Key, bool IsMissing, string Reason, string Advice);
