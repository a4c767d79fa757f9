using Clu.Images.Gpt;

namespace Clu.Fuzz.Targets;

/// <summary>Reads a partition table.</summary>
public sealed class GptTarget : IFuzzTarget
{
    public string Name => "gpt";

    public IEnumerable<byte[]> Seeds()
    {
        GptTable table = new()
        {
            DiskId = new Guid("00112233-4455-6677-8899-aabbccddeeff"),
            SectorCount = 128,
            Partitions = [new GptPartition(GptPartitionType.EfiSystem, Guid.Empty, 40, 60, "EFI")],
        };
        yield return [.. new byte[512], .. table.Primary(), .. new byte[(128 - 67) * 512], .. table.Backup()];
        foreach (byte[] golden in GoldenSeeds.Find("gpt.img"))
            yield return golden;
    }

    public void Run(ReadOnlySpan<byte> input)
    {
        using MemoryStream disk = new(input.ToArray());
        GptReader.Read(disk);
    }
}
