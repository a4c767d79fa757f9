namespace Clu.Media.Inspection;

/// <summary>How much of a medium's text files is read.</summary>
internal static class InspectionLimits
{
    /// <summary>Bytes of a boot menu; GRUB's own are a few KiB.</summary>
    public const int MenuLength = 1 << 20;

    /// <summary>Bytes of the list of packages.</summary>
    public const int PackageListLength = 16 << 20;

    /// <summary>Bytes of <c>/version.txt</c> that are looked at.</summary>
    public const int VersionLength = 4096;

    /// <summary>Symbolic links followed for one path; Linux's number.</summary>
    public const int Links = 40;
}
