namespace Clu.Media.Checksums;

/// <summary>One thing that is wrong with a medium.</summary>
/// <param name="Kind">What.</param>
/// <param name="Position">First byte of the part that is not right; what exactly is wrong in it is not known.</param>
/// <param name="Length">Bytes of that part.</param>
/// <param name="Detail">A phrase for people.</param>
public sealed record MediumDamage(MediumDamageKind Kind, long Position, long Length, string Detail);
