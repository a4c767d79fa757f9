using System.Text;
using Clu.Images.Trees;
using Clu.Install.Choices;
using Clu.Install.Layouts;
using Clu.Install.Plans;
using Clu.Install.Tools;

namespace Clu.Install.Execution;

/// <summary>The steps that are nobody else's: mounting the target, remembering the answers, filling the store.</summary>
internal static class InstallSteps
{
    /// <summary>From this step on the target itself knows the answers.</summary>
    public const string Record = "record";

    /// <summary>The step that mounts the target.</summary>
    public const string MountId = "mount";

    /// <summary>Answers with their secrets, on the target while it is installed.</summary>
    public const string AnswersPath = "/var/lib/clu/install/answers.toml";

    /// <summary>1: something was put right.</summary>
    private static readonly int[] _repaired = [0, 1];

    private static readonly UnixPermissions _private = new((ushort)(UnixFileMode.UserRead | UnixFileMode.UserWrite));
    private static readonly UnixPermissions _privateFolder = new((ushort)(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute));

    /// <summary>Mounts the target; done again in each run.</summary>
    public static InstallStep Mount(DiskPlan disks)
    {
        InstallAction[] mounts =
        [
            .. disks.Mounts.Select(mount => new InstallAction.Mount(
                mount.Source, mount.Path, mount.Type, [.. mount.Options.Where(option => option is not "nofail" && !option.StartsWith("x-systemd.", StringComparison.Ordinal))])),
        ];
        InstallAction[] repairs =
        [
            .. from mount in disks.Mounts.DistinctBy(mount => mount.Source)
               let repair = Repair(mount)
               where repair is not null
               select new InstallAction.Run(repair),
        ];
        return new InstallStep { Id = MountId, Title = "Mounting the file systems", Actions = mounts, WhenDone = [.. repairs, .. mounts] };
    }

    /// <summary>
    /// What makes a file system clean again that lost its power while it was mounted. FAT stays marked until somebody looks at it, and would be found
    /// unclean at the end; the others have a journal, of which ext4's checker makes sure.
    /// </summary>
    private static ToolCommand? Repair(TargetMount mount)
    {
        const string Uuid = "UUID=";
        string device = mount.Source.StartsWith(Uuid, StringComparison.Ordinal) ? $"/dev/disk/by-uuid/{mount.Source[Uuid.Length..]}" : mount.Source;
        return mount.Type switch
        {
            "vfat" => new ToolCommand("fsck.vfat", "-a", device) { Accepted = _repaired },
            "ext4" => new ToolCommand("e2fsck", "-p", device) { Accepted = _repaired },
            _ => null,
        };
    }

    /// <summary>Keeps the answers where <c>--resume</c> finds them.</summary>
    public static InstallStep RecordAnswers(string answers) => new()
    {
        Id = Record,
        Title = "Keeping the answers for a resumed installation",
        Actions =
        [
            new InstallAction.MakeFolder(Path.GetDirectoryName(AnswersPath)!, _privateFolder),
            new InstallAction.WriteFile(new PlannedFile(AnswersPath, Encoding.UTF8.GetBytes(answers), _private, Secret: true)),
        ],
    };

    /// <summary>Fills the store.</summary>
    public static InstallStep Populate(InstallChoices choices) => new()
    {
        Id = "populate",
        Title = "Copying the system",
        Actions =
        [
            new InstallAction.CopyClosure(choices.Host.Toplevel, choices.Host.All.Count(), choices.Host.ClosureSize + (choices.Host.Offline?.ClosureSize ?? 0))
            {
                Kept = [.. choices.Host.Offline?.Roots ?? []],
            },
        ],
    };
}
