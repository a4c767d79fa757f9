using Clu.Binary;
using Clu.Nix.Signatures;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Stores.Copying;
using Clu.Stores.Progress;

namespace Clu.Stores.Bundles;

/// <summary>
/// Puts what a bundle holds into a store that has its base. Objects become known as copying makes them known: an interrupted run leaves a sound
/// store, and the same call goes on from there.
/// </summary>
/// <param name="bundle">The bundle.</param>
/// <param name="destination">Where it goes.</param>
/// <param name="options">How objects are copied.</param>
public sealed class BundleApplication(BundleStore bundle, IWritableStore destination, CopyOptions options)
{
    /// <summary>Paths that an error names; the rest is counted.</summary>
    private const int PathsNamed = 3;

    private readonly ClosureCopy _copy = new(bundle, destination, options with { Recursive = false, Step = "apply" });

    /// <summary>Finds out what would be copied; changes nothing.</summary>
    /// <param name="coming">Paths that will be there by then: those of bundles that are applied before.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="CluException">
    /// CLU0774: the destination lacks what the bundle builds upon. CLU0775: a signature is wrong. CLU0311: an object is not signed. CLU0315: the
    /// stores have different store directories.
    /// </exception>
    public BundleApplyPlan Plan(IReadOnlySet<StorePath> coming, CancellationToken cancel)
    {
        IReadOnlyList<string> signers = bundle.SignedBy(options.TrustedKeys);
        if (bundle.Directory != destination.Directory)
            throw StoreErrors.OtherDirectory(destination.Url, destination.Directory.Path, bundle.Directory.Path);
        HashSet<StorePath> missing = [.. destination.Missing(bundle.Index.Base)];
        CheckBase(bundle, destination.Url, path => coming.Contains(path) || !missing.Contains(path));
        return new BundleApplyPlan(_copy.Plan(bundle.Paths(), cancel), signers);
    }

    /// <summary>Sees that what a bundle builds upon is there.</summary>
    /// <param name="bundle">The bundle.</param>
    /// <param name="url">What is to take it, for the error.</param>
    /// <param name="isThere">Whether it has a path.</param>
    /// <exception cref="CluException">CLU0774: it lacks some.</exception>
    public static void CheckBase(BundleStore bundle, string url, Predicate<StorePath> isThere)
    {
        StorePath[] lacking = [.. bundle.Index.Base.Where(path => !isThere(path))];
        if (lacking.Length > 0)
            throw StoreErrors.WrongBase(bundle.Source.Name, bundle.Index.BaseName, url, [.. lacking.Take(PathsNamed).Select(bundle.Directory.Print)], lacking.Length);
    }

    /// <summary>Sees that every object may be taken by who wants signatures.</summary>
    /// <exception cref="CluException">CLU0311: one is not signed by a trusted key, and its path does not tell its content.</exception>
    public static void CheckSignatures(BundleStore bundle, IEnumerable<StoreObjectInfo> objects, TrustedKeys keys)
    {
        SignatureRule rule = new(keys, bundle.Directory);
        if (objects.FirstOrDefault(info => !rule.Allows(info)) is { } refused)
            throw StoreErrors.Unsigned(bundle.Directory.Print(refused.Path), bundle.Url, refused.Signatures.Count);
    }

    /// <summary>Does what a plan says.</summary>
    /// <exception cref="CluException">CLU0310, CLU0318: the bundle is damaged. CLU0301, CLU0316: a store refuses. What was finished stays.</exception>
    public void Run(BundleApplyPlan plan, IProgress<ProgressEvent>? progress, CancellationToken cancel) => _copy.Run(plan.Copy, progress, cancel);
}
