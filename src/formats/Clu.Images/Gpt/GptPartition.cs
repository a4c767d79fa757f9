namespace Clu.Images.Gpt;

/// <summary>One partition.</summary>
/// <param name="Type">What it is for; see <see cref="GptPartitionType"/>.</param>
/// <param name="Id">Its own id.</param>
/// <param name="FirstSector">First sector.</param>
/// <param name="LastSector">Last sector, inclusive.</param>
/// <param name="Name">Up to 36 UTF-16 units.</param>
/// <param name="Attributes">Bits of UEFI 5.3.3.</param>
public sealed record GptPartition(Guid Type, Guid Id, ulong FirstSector, ulong LastSector, string Name, ulong Attributes = 0)
{
    /// <summary>Sectors in it.</summary>
    public ulong SectorCount => LastSector - FirstSector + 1;
}
