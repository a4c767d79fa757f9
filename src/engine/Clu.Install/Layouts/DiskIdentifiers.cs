using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Clu.Install.Layouts;

/// <summary>Makes every identifier of a plan out of one seed: the same seed gives the same plan, after a power cut too.</summary>
public sealed class DiskIdentifiers
{
    /// <summary>Bytes of a seed.</summary>
    public const int SeedSize = 32;

    private readonly byte[] _seed;

    /// <param name="seed">32 random bytes.</param>
    public DiskIdentifiers(ReadOnlySpan<byte> seed)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(seed.Length, SeedSize);
        _seed = seed.ToArray();
    }

    /// <summary>A new seed of the machine's random source.</summary>
    public static DiskIdentifiers Random() => new(RandomNumberGenerator.GetBytes(SeedSize));

    /// <summary>The seed, for the journal.</summary>
    public ReadOnlySpan<byte> Seed => _seed;

    /// <summary>A UUID of version 4 for a thing.</summary>
    /// <param name="thing">What it identifies, unique in the plan: <c>partition root</c>.</param>
    public Guid Uuid(string thing)
    {
        byte[] bytes = Bytes(thing)[..16];
        bytes[6] = (byte)((bytes[6] & 0x0f) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3f) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }

    /// <summary>The serial number of a FAT, never 0.</summary>
    public uint FatSerial(string thing) => BinaryPrimitives.ReadUInt32BigEndian(Bytes(thing)) | 1;

    private byte[] Bytes(string thing) => HMACSHA256.HashData(_seed, Encoding.UTF8.GetBytes(thing));
}
