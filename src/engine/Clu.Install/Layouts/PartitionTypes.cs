namespace Clu.Install.Layouts;

/// <summary>Words and GUIDs of <see cref="PartitionType"/>; those of the Discoverable Partitions Specification, for x86-64.</summary>
public static class PartitionTypes
{
    /// <summary>Every type.</summary>
    public static IReadOnlyList<PartitionType> All { get; } = Enum.GetValues<PartitionType>();

    /// <summary>As layouts have it.</summary>
    public static string Word(PartitionType type) => type switch
    {
        PartitionType.Esp => "esp",
        PartitionType.BiosBoot => "bios-boot",
        PartitionType.XBootLdr => "xbootldr",
        PartitionType.Root => "root",
        PartitionType.Home => "home",
        PartitionType.Srv => "srv",
        PartitionType.Var => "var",
        PartitionType.Linux => "linux",
        PartitionType.Swap => "swap",
        PartitionType.Raid => "raid",
        PartitionType.Lvm => "lvm",
    };

    /// <summary>Its type in a GPT, upper case as sfdisk prints it.</summary>
    public static string Id(PartitionType type) => type switch
    {
        PartitionType.Esp => "C12A7328-F81F-11D2-BA4B-00A0C93EC93B",
        PartitionType.BiosBoot => "21686148-6449-6E6F-744E-656564454649",
        PartitionType.XBootLdr => "BC13C2FF-59E6-4262-A352-B275FD6F7172",
        PartitionType.Root => "4F68BCE3-E8CD-4DB1-96E7-FBCAF984B709",
        PartitionType.Home => "933AC7E1-2EB4-4F13-B844-0E14E2AEF915",
        PartitionType.Srv => "3B8F8425-20E0-4F3B-907F-1A25A76F98E8",
        PartitionType.Var => "4D21B016-B534-45C2-A9FB-5C16E091FD2D",
        PartitionType.Linux => "0FC63DAF-8483-4772-8E79-3D69D8477DE4",
        PartitionType.Swap => "0657FD6D-A4AB-43C4-84E5-0933C84B4F4F",
        PartitionType.Raid => "A19D880F-05FC-4D3B-A006-743F0F84911E",
        PartitionType.Lvm => "E6D6D379-F507-44C2-A23C-238F2A3DF928",
    };

    /// <summary>The type of that word; null for none.</summary>
    public static PartitionType? Parse(string word)
    {
        foreach (PartitionType type in All)
        {
            if (Word(type) == word)
                return type;
        }

        return null;
    }
}
