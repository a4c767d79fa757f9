using Clu.Cli.Text;
using Clu.Install.Answers.Resolving;

namespace Clu.Cli.Reports;

/// <summary>Says what answers leave open.</summary>
internal static class AnswersReport
{
    /// <summary>Writes it.</summary>
    /// <param name="place">Where the answers are.</param>
    /// <param name="problems">What is missing or wrong; null when there is no medium to judge by.</param>
    /// <param name="json">As JSON.</param>
    /// <param name="terminal">Where to write.</param>
    public static void Write(string place, IReadOnlyList<AnswerProblem>? problems, bool json, Terminal terminal)
    {
        if (json)
        {
            WriteJson(place, problems, terminal.Lines);
            return;
        }

        foreach (AnswerProblem problem in problems ?? [])
        {
            terminal.Lines.WriteLine($"{(problem.IsMissing ? "missing" : "wrong")} {problem.Key}: {problem.Reason}");
            terminal.Lines.WriteLine($"  {problem.Advice}");
        }

        terminal.Lines.WriteLine(problems switch
        {
            null => $"The answers can be read: {place}. There is no medium here to say whether they are complete.",
            [] => $"The answers decide everything: {place}.",
            _ => $"{Figures.Count(problems.Count, "question")} open: {place}.",
        });
    }

    private static void WriteJson(string place, IReadOnlyList<AnswerProblem>? problems, TextWriter lines) => JsonLine.Write(lines, "result", json =>
    {
        json.WriteString("outcome", problems switch { null => "readable", [] => "complete", _ => "incomplete" });
        json.WriteString("place", place);
        json.WriteStartArray("problems");
        foreach (AnswerProblem problem in problems ?? [])
        {
            json.WriteStartObject();
            json.WriteString("key", problem.Key);
            json.WriteBoolean("missing", problem.IsMissing);
            json.WriteString("reason", problem.Reason);
            json.WriteString("advice", problem.Advice);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });
}
