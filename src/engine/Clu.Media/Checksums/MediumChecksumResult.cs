using Clu.Binary;

namespace Clu.Media.Checksums;

/// <summary>What checking a medium found.</summary>
public sealed record MediumChecksumResult
{
    /// <summary>The file or device, as it was named.</summary>
    public required string Path { get; init; }

    /// <summary>Bytes of the image, as its checksum says; a stick is larger.</summary>
    public required long Length { get; init; }

    /// <summary>The checksum that the medium carries, 64 lower-case digits.</summary>
    public required string Checksum { get; init; }

    /// <summary>What is in the personal area.</summary>
    public required PersonalAreaState PersonalArea { get; init; }

    /// <summary>What is wrong, in the order of positions; empty when all is well.</summary>
    public required IReadOnlyList<MediumDamage> Damage { get; init; }

    /// <summary>Whether every bit is as it was when the medium was made.</summary>
    public bool IsSound => Damage.Count == 0;

    /// <summary>Does nothing when all is well.</summary>
    /// <exception cref="CluException">CLU0531: something is wrong; the message names the first of it.</exception>
    public void ThrowIfDamaged()
    {
        if (!IsSound)
            throw MediaErrors.MediumDamaged(this);
    }
}
