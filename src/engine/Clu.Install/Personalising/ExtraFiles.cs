using System.Globalization;
using Clu.Images.Trees;
using Clu.Install.Choices;
using Clu.Install.Plans;
using Clu.Install.Tools;

namespace Clu.Install.Personalising;

/// <summary>Files and folders that were asked for.</summary>
internal static class ExtraFiles
{
    private const ushort OthersMay = 0b000_111_111;

    public static void Add(PersonalActions actions, IReadOnlyList<ExtraFile> files, AccountDatabase accounts, string root)
    {
        foreach (ExtraFile file in files)
        {
            int uid = accounts.UidOf(file.Owner, file.Target);
            int gid = accounts.GidOf(file.Group, file.Target);
            if (file.Content is { } content)
            {
                UnixPermissions mode = file.Mode ?? UnixPermissions.File;
                if ((mode.Bits & OthersMay) == 0)
                    actions.Secret(file.Target, content, mode, uid, gid);
                else
                    actions.Text(file.Target, content, mode, uid, gid);
                continue;
            }

            actions.Add(new InstallAction.CopyLive(file.Source!, file.Target, file.Mode));
            if (uid != 0 || gid != 0)
            {
                string owner = string.Create(CultureInfo.InvariantCulture, $"{uid}:{gid}");
                actions.Add(new InstallAction.Run(new ToolCommand("chown", "-R", "-h", owner, root + file.Target)));
            }
        }
    }
}
