using Clu.Install.Execution;
using Clu.Install.Preflights;

namespace Clu.Cli.Installing;

/// <summary>An installation that could begin, or must not.</summary>
/// <param name="Run">What would be carried out.</param>
/// <param name="Report">What was found before.</param>
internal sealed record PreparedInstall(InstallRun Run, PreflightReport Report)
{
    /// <summary>Ends it where something stands in the way.</summary>
    /// <exception cref="Clu.Binary.CluException">CLU0910.</exception>
    public void RequireNoRefusal()
    {
        if (!Report.MayBegin)
            throw CliErrors.RefusedBeforehand([.. Report.Refusals.Select(refusal => refusal.Message)], Report.Refusals[0].Hint);
    }
}
