using Clu.Binary;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Stores.Local;
using Clu.Stores.Media;
using Clu.Stores.Progress;
using Clu.Stores.Verification;

namespace Clu.Install.Populating;

/// <summary>Sees that a target's store holds what the medium says, file by file.</summary>
public static class StoreVerification
{
    /// <summary>Reads every registered object of the target, and compares the system's closure with that of the medium.</summary>
    /// <param name="mediumPath">The medium, as <see cref="PopulationRequest.MediumPath"/>.</param>
    /// <param name="root">Where the target is mounted.</param>
    /// <param name="roots">The system, and what is kept besides.</param>
    /// <param name="progress">Told the step <c>verify</c>.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>Objects and bytes that were read.</returns>
    /// <exception cref="CluException">CLU0655: an object is missing, differs or was changed; the message names it.</exception>
    public static VerifyResult Run(
        string mediumPath, string root, IReadOnlyList<StorePath> roots, IProgress<ProgressEvent>? progress, CancellationToken cancel)
    {
        using MediumStore medium = new(mediumPath) { FindsOwnAddresses = false };
        using LocalStore target = LocalStore.OpenReadOnly(root) ?? throw InstallErrors.StoreDiffers(root, "it holds no store");
        foreach (StoreObjectInfo info in MediumClosure.Of(medium, roots, cancel))
        {
            if (Difference(info, target.Find(info.Path)) is { } difference)
                throw InstallErrors.StoreDiffers(root, $"'{medium.Directory.Print(info.Path)}' {difference}");
        }

        int jobs = WorkerCount.Of(Environment.ProcessorCount, AvailableMemory.Read());
        VerifyResult result = new StoreVerifier(target, new VerifyOptions { Trust = false, Jobs = jobs }).Run(target.Paths(), progress, cancel);
        return result.Bad is [BadObject bad, ..]
            ? throw InstallErrors.StoreDiffers(root, $"'{target.Directory.Print(bad.Path)}' {bad.Detail}")
            : result;
    }

    private static string? Difference(StoreObjectInfo wanted, StoreObjectInfo? found) => found switch
    {
        null => "is not registered",
        _ when found.NarHash != wanted.NarHash || found.NarSize != wanted.NarSize => $"is registered with the hash {found.NarHash}, the medium has {wanted.NarHash}",
        _ when !found.References.ToHashSet().SetEquals(wanted.References) => "is registered with other references than the medium has",
        _ => null,
    };
}
