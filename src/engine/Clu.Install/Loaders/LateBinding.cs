using Clu.Install.Personalising;

namespace Clu.Install.Loaders;

/// <summary>What a NixOS system says that it leaves open: the file that <c>nixosModules.late-binding</c> puts into it, a word a line.</summary>
internal static class LateBinding
{
    private const string Marker = "etc/clu/late-binding";
    private const string Version = "version 1";
    private const string BootLoader = "boot-loader";

    /// <summary>
    /// Whether its <c>switch-to-configuration</c> calls <c>clu boot-loader install</c>, which needs what an installation decided. A file of another version is
    /// none that this program understands: the system's own installer then says what it lacks.
    /// </summary>
    public static bool LeavesBootLoader(ITargetFiles target) =>
        target.ReadText(Marker)?.Split('\n') is [Version, .. string[] words] && words.Contains(BootLoader, StringComparer.Ordinal);
}
