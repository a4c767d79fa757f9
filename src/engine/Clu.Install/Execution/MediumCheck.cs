using Clu.Install.Preflights;
using Clu.Media.Checksums;
using Clu.Stores.Progress;

namespace Clu.Install.Execution;

/// <summary>Whether the medium is as it was made, before anything is installed from it.</summary>
internal static class MediumCheck
{
    /// <summary>Reads all of it.</summary>
    public static IEnumerable<PreflightFinding> Run(InstallSource source, bool wanted, IProgress<ProgressEvent>? progress, CancellationToken cancel)
    {
        if (!wanted)
            return [new(FindingSeverity.Warning, "medium-unchecked", "the medium was not checked, as asked")];
        if (source.ChecksumPath is not { } path)
            return [new(FindingSeverity.Note, "medium-unchecked", "the medium is in RAM and cannot be checked as a whole; every store object is checked when it is copied")];
        MediumChecksumResult result = MediumChecksum.Verify(path, progress, cancel);
        return result.IsSound
            ? []
            : [new(FindingSeverity.Refusal, "medium-damaged", $"the medium {path} is damaged: {string.Join("; ", result.Damage.Select(damage => damage.Detail))}", "write it again from a sound image, or take another stick")];
    }
}
