using Clu.Install.Answers.Finding;
using Clu.Install.Tools;

namespace Clu.Cli.Installing;

/// <summary>Looks for answers in the places of a live system.</summary>
internal static class AnswersSearch
{
    private const string MediumFile = "clu/answers.toml";

    /// <summary>Finds them; null when there are none.</summary>
    /// <exception cref="Binary.CluException">A place that was named has none, or they are wrong.</exception>
    public static async Task<FoundAnswers?> FindAsync(InstallRequest request, CancellationToken cancel)
    {
        using HttpClient http = new();
        AnswerPlaces places = new() { MediumFile = Path.Join(request.Medium, MediumFile) };
        return await new AnswersFinder(new ToolRunner(), http, TimeProvider.System, places).FindAsync(request.AnswersPlace, cancel).ConfigureAwait(false);
    }
}
