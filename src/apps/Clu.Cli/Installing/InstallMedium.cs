using Clu.Install.Execution;
using Clu.Media.Hosts;

namespace Clu.Cli.Installing;

/// <summary>Finds the medium that is installed from.</summary>
internal static class InstallMedium
{
    /// <summary>Where the live system has it.</summary>
    public const string Default = "/iso";

    private const string StoreName = "nix-store.squashfs";

    /// <summary>Whether there is one.</summary>
    public static bool IsAt(string folder) => File.Exists(Path.Join(folder, MediumManifest.MediumPath));

    /// <summary>Opens it.</summary>
    /// <param name="folder">Where it is mounted.</param>
    /// <exception cref="Clu.Binary.CluException">CLU0550 to CLU0552: there is no manifest, or it is damaged. CLU0909: it has no system.</exception>
    public static InstallSource Open(string folder)
    {
        MediumManifest manifest = ManifestFile.Read(folder);
        return manifest.Hosts.Count == 0
            ? throw CliErrors.NothingToInstall(folder)
            : new InstallSource(Path.Join(folder, StoreName), MountedDevice.Of(folder), manifest);
    }
}
