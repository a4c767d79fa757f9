using Clu.Install.Growing;
using Clu.Install.Tools;
using Clu.Stores;

namespace Clu.Install.DiskImages;

/// <summary>What a system from an image does once, when it first starts: it takes the whole disk, and makes what no two machines may share.</summary>
public static class FirstBoot
{
    /// <summary>There until it is done.</summary>
    public const string Marker = "/var/lib/clu/first-boot";

    /// <summary>The service that does it.</summary>
    public const string UnitText = """
        [Unit]
        Description=First start of an image
        ConditionPathExists=/var/lib/clu/first-boot
        Before=ssh.service sshd.service

        [Service]
        Type=oneshot
        ExecStart=/usr/bin/clu first-boot

        """;

    private const string HostKey = "/etc/ssh/ssh_host_ed25519_key";

    /// <summary>Does it.</summary>
    /// <param name="tools">Runs <c>ssh-keygen</c>.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>What was done, a sentence each.</returns>
    /// <exception cref="Clu.Binary.CluException">CLU0584: the disk refuses.</exception>
    public static async Task<IReadOnlyList<string>> RunAsync(ToolRunner tools, CancellationToken cancel)
    {
        List<string> done = [];
        if (RootGrowth.Grow() is { } grown)
            done.Add(grown);
        if (!File.Exists(HostKey) && ProgramPath.Find("ssh-keygen") is not null && Directory.Exists(Path.GetDirectoryName(HostKey)))
        {
            await tools.RunAsync(new ToolCommand("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", HostKey), cancel).ConfigureAwait(false);
            done.Add("The machine has an SSH host key.");
        }

        File.Delete(Marker);
        return done;
    }
}
