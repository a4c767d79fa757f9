namespace Clu.Media.Contracts;

/// <summary>What a system's initial ramdisk runs.</summary>
public enum StageOne
{
    /// <summary>NixOS's script, up to 25.11 by default: finds the medium by <c>root=LABEL=</c>, and <c>findiso=</c>; then runs <c>init</c>, a script.</summary>
    Script,

    /// <summary>systemd, from 26.05 on by default: finds the medium by the ramdisk's own table of file systems, and takes neither of the two.</summary>
    Systemd,
}
