namespace Clu.Images.PersonalAreas;

/// <summary>What somebody put into the personal area of a medium.</summary>
public sealed record PersonalContent
{
    /// <summary>Nothing.</summary>
    public static PersonalContent Empty { get; } = new();

    /// <summary>Answers for the installer, TOML; empty for none.</summary>
    public string Answers { get; init; } = "";

    /// <summary>Settings of the live system, TOML; empty for none.</summary>
    public string Live { get; init; } = "";

    /// <summary>Files for the target by their absolute path there, in byte order.</summary>
    public IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Files { get; init; } = new Dictionary<string, ReadOnlyMemory<byte>>();

    /// <summary>Whether there is nothing.</summary>
    public bool IsEmpty => Answers.Length == 0 && Live.Length == 0 && Files.Count == 0;
}
