using Clu.Binary;

namespace Clu.Install.Answers.Resolving;

/// <summary>Collects what is wrong, so that a person learns all of it at once.</summary>
internal sealed class ProblemList
{
    private readonly List<AnswerProblem> _problems = [];

    public IReadOnlyList<AnswerProblem> Problems => _problems;

    public void Missing(string key, string reason, string advice) => _problems.Add(new AnswerProblem(key, true, reason, advice));

    public void Impossible(string key, string reason, string advice) => _problems.Add(new AnswerProblem(key, false, reason, advice));

    /// <summary>What <paramref name="read"/> gives; an error of it becomes a problem of the key.</summary>
    public T? Try<T>(string key, Func<T> read)
        where T : class
    {
        try
        {
            return read();
        }
        catch (CluException e)
        {
            Impossible(key, e.Message, e.Hint ?? $"{AnswersReader.Manual} describes '{key}'");
            return null;
        }
    }
}
