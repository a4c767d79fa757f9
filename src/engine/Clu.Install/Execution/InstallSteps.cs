using System.Text;
using Clu.Images.Trees;
using Clu.Install.Choices;
using Clu.Install.Layouts;
using Clu.Install.Plans;

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
        return new InstallStep { Id = MountId, Title = "Mounting the file systems", Actions = mounts, WhenDone = mounts };
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
        Actions = [new InstallAction.CopyClosure(choices.Host.Toplevel, choices.Host.Closure.Count, choices.Host.ClosureSize)],
    };
}
