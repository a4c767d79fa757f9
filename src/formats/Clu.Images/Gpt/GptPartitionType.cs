namespace Clu.Images.Gpt;

/// <summary>Kinds of partitions that clu knows.</summary>
public static class GptPartitionType
{
    /// <summary>EFI system partition.</summary>
    public static readonly Guid EfiSystem = new("C12A7328-F81F-11D2-BA4B-00A0C93EC93B");

    /// <summary>Microsoft basic data: any file system that is mounted.</summary>
    public static readonly Guid BasicData = new("EBD0A0A2-B9E5-4433-87C0-68B6B72699C7");
}
