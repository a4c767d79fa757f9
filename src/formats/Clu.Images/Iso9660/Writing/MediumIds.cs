using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Clu.Images.Iso9660.Writing;

/// <summary>Ids of the disk and its partitions, derived from a seed: the same medium has the same.</summary>
internal sealed class MediumIds(ReadOnlyMemory<byte> seed)
{
    /// <summary>A UUID of version 8 (RFC 9562).</summary>
    public Guid Guid(string purpose)
    {
        byte[] bytes = Digest(purpose)[..16];
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }

    public uint Number(string purpose) => BinaryPrimitives.ReadUInt32LittleEndian(Digest(purpose));

    private byte[] Digest(string purpose) => SHA256.HashData([.. Encoding.ASCII.GetBytes(purpose), 0, .. seed.Span]);
}
