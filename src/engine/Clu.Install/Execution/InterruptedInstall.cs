using Clu.Install.Disks;
using Clu.Install.Journals;

namespace Clu.Install.Execution;

/// <summary>An installation that was begun on a disk and not finished.</summary>
/// <param name="Disk">The disk that holds its journal.</param>
/// <param name="Header">What is installed.</param>
/// <param name="Done">Steps that were done.</param>
public sealed record InterruptedInstall(BlockDevice Disk, JournalHeader Header, IReadOnlyList<string> Done)
{
    /// <summary>Whether the target itself has the answers with their secrets; before that a resumed installation needs them again.</summary>
    public bool HasAnswers => Done.Contains(InstallSteps.Record);

    /// <summary>Looks on disks for journals. Disks that the live system itself uses, and those that cannot be read, hold none.</summary>
    public static IReadOnlyList<InterruptedInstall> Find(IEnumerable<BlockDevice> disks)
    {
        List<InterruptedInstall> found = [];
        foreach (BlockDevice disk in disks)
        {
            try
            {
                using DiskJournal? journal = DiskJournal.TryOpen(disk.Path);
                if (journal is not null)
                    found.Add(new InterruptedInstall(disk, journal.Header, [.. journal.Done]));
            }
            catch (Clu.Binary.CluException e) when (e.Code is "CLU0671" or "CLU0679")
            {
                // A disk that cannot be read, or whose gap holds something else, is no reason not to look at the others.
            }
        }

        return found;
    }
}
