using Clu.Cli.Reports;
using Clu.Install.Answers;
using Clu.Install.Answers.Finding;
using Clu.Install.Answers.Resolving;

namespace Clu.Cli.Installing;

/// <summary><c>clu install --check</c>: whether answers decide everything here.</summary>
internal static class AnswersCheck
{
    /// <summary>Checks and reports.</summary>
    /// <returns>The exit code: 0 when nothing is missing or wrong, else 2.</returns>
    public static async Task<int> RunAsync(InstallRequest request, Terminal terminal, CancellationToken cancel)
    {
        FoundAnswers found = await AnswersSearch.FindAsync(request, cancel).ConfigureAwait(false) ?? throw CliErrors.NoAnswers();
        if (!InstallMedium.IsAt(request.Medium))
        {
            AnswersReport.Write(found.Place, null, request.Json, terminal);
            return ExitCode.Done;
        }

        using InstallSession session = await InstallSession.OpenAsync(request, TimeProvider.System, cancel).ConfigureAwait(false);
        AnswersResolution resolution = session.Resolve(request.Over(found.Answers, session.Source.Manifest));
        AnswersReport.Write(found.Place, resolution.Problems, request.Json, terminal);
        return resolution.Problems.Count == 0 ? ExitCode.Done : ExitCode.Usage;
    }
}
