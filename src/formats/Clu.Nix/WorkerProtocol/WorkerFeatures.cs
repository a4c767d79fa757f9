namespace Clu.Nix.WorkerProtocol;

/// <summary>Names of features that are negotiated since 1.38.</summary>
public static class WorkerFeatures
{
    /// <summary>Outputs of derivations are named by the derivation's path, and realisations are no JSON.</summary>
    public const string RealisationWithPath = "realisation-with-path-not-hash";

    /// <summary>Collecting garbage can take what refers to a path with it.</summary>
    public const string DeleteReferrers = "delete-dead-specific-referrers";

    /// <summary>The daemon takes no options.</summary>
    public const string NoOptions = "disable-set-options";
}
