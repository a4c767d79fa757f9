using System.Buffers.Binary;
using System.Security.Cryptography;
using Clu.Images.PersonalAreas;

namespace Clu.Fuzz.Targets;

/// <summary>Reads a personal area; the input is the archive in it too, with length and digest made right, so that what lies behind them is reached.</summary>
public sealed class PersonalAreaTarget : IFuzzTarget
{
    private const int Header = PersonalAreaLimits.HeaderLength;

    public string Name => "personal-area";

    public IEnumerable<byte[]> Seeds()
    {
        PersonalContent content = new() { Answers = "a = 1\n", Live = "b = 2\n" };
        yield return PersonalAreaWriter.Write(content, 1024);
        yield return PersonalAreaWriter.Write(
            content with { Files = new Dictionary<string, ReadOnlyMemory<byte>> { ["/etc/motd"] = "hello"u8.ToArray() } }, 2048);
        yield return new byte[100];
    }

    public void Run(ReadOnlySpan<byte> input)
    {
        byte[] area = input.ToArray();
        if (area.Length > Header && area.AsSpan().ContainsAnyExcept((byte)0))
        {
            BinaryPrimitives.WriteInt64LittleEndian(area.AsSpan(24), area.Length - Header);
            SHA256.HashData(area.AsSpan(Header), area.AsSpan(32));
        }

        PersonalContent content = PersonalAreaReader.Read(area);
        if (!content.IsEmpty && PersonalAreaReader.Read(PersonalAreaWriter.Write(content, 4 << 20)).Answers != content.Answers)
            throw new InvalidOperationException("what was read is written differently");
    }
}
