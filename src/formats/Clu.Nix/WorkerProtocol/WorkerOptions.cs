using Clu.Nix.Wire;

namespace Clu.Nix.WorkerProtocol;

/// <summary>How a daemon shall work for a client; what a client that is not trusted may not set it passes over.</summary>
public sealed record WorkerOptions
{
    /// <summary>What Nix puts where something was once.</summary>
    private const long Obsolete = 0;

    private const long BuildHook = 1;
    private const long NoBuildLog = 7;

    /// <summary>Build when fetching fails.</summary>
    public bool Fallback { get; init; }

    /// <summary>How much it logs: 0 errors, 1 warnings, 3 what is usual.</summary>
    public int Verbosity { get; init; }

    /// <summary>Builds at once.</summary>
    public int Jobs { get; init; } = 1;

    /// <summary>Processors for a build; 0 for all.</summary>
    public int Cores { get; init; }

    /// <summary>Whether it fetches from its caches.</summary>
    public bool Substitute { get; init; } = true;

    /// <summary>Other settings, as <c>nix.conf</c> names them.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Others { get; init; } = [];

    internal void Write(ProtocolWriter writer)
    {
        writer.Bool(false); // keep what failed
        writer.Bool(false); // go on after a failure
        writer.Bool(Fallback);
        writer.Number(Verbosity);
        writer.Number(Jobs);
        writer.Number(0L); // no limit to silence
        writer.Number(BuildHook);
        writer.Number(NoBuildLog);
        writer.Number(Obsolete);
        writer.Number(Obsolete);
        writer.Number(Cores);
        writer.Bool(Substitute);
        writer.List(Others, setting =>
        {
            writer.Text(setting.Key);
            writer.Text(setting.Value);
        });
    }
}
