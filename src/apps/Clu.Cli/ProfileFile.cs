using Clu.Binary;
using Clu.Install.Layouts;
using Clu.Systems.Profiles;

namespace Clu.Cli;

/// <summary>The profile that a command was given.</summary>
internal static class ProfileFile
{
    /// <summary>Reads it, and looks whether its hosts can be installed as it says: who makes a medium should know before somebody who uses it.</summary>
    /// <exception cref="CluException">CLU0400 to CLU0407. CLU0600: a host has a layout that clu does not have.</exception>
    public static InstallerProfile Read(string file)
    {
        InstallerProfile profile = ProfileReader.Read(file);
        foreach (HostProfile host in profile.Hosts)
        {
            if (host.Layout is { } layout)
                _ = LayoutCatalog.Find(layout);
        }

        return profile;
    }
}
