using Clu.Install.Choices;
using Clu.Install.Layouts;
using Clu.Install.Plans;

namespace Clu.Install.Personalising;

/// <summary>Plans the files that bind a system to its machine. Which answer becomes which file is in <c>docs/late-binding.md</c>.</summary>
public static class PersonalFiles
{
    /// <summary>The step that writes them; done again, it ends in the same state.</summary>
    /// <param name="choices">What was decided.</param>
    /// <param name="disks">What the disks become.</param>
    /// <param name="target">The system's own files.</param>
    /// <param name="liveConnections">Wireless connections of the live system, as <see cref="LiveConnections"/> finds them; used when they are kept.</param>
    /// <exception cref="Clu.Binary.CluException">CLU0640: a user's number is taken. CLU0641: an extra file is to belong to somebody who is not there.</exception>
    public static InstallStep Plan(InstallChoices choices, DiskPlan disks, ITargetFiles target, IReadOnlyList<string>? liveConnections = null) => new()
    {
        Id = "personalise",
        Title = "Writing what belongs to this machine",
        Actions = new PersonalPlanner(choices, disks, target, liveConnections ?? []).Run().Actions,
    };

    /// <summary>
    /// Answers that a NixOS system has fixed in its closure: they are said in <c>/etc/nixos</c> alone, until it is rebuilt. The reference system takes all.
    /// </summary>
    /// <exception cref="Clu.Binary.CluException">As <see cref="Plan"/>.</exception>
    public static IReadOnlyList<UntakenAnswer> Untaken(InstallChoices choices, DiskPlan disks, ITargetFiles target) =>
        new PersonalPlanner(choices, disks, target, []).Run().Untaken;
}
