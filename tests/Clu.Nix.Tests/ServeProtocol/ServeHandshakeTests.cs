using Clu.Binary;
using Clu.Nix.ServeProtocol;
using Clu.Nix.StorePaths;
using Clu.Nix.Tests.Fixtures;
using Clu.Nix.Tests.Wire;

namespace Clu.Nix.Tests.ServeProtocol;

public class ServeHandshakeTests
{
    // printf '\353\235\014\071\0\0\0\0\007\002\0\0\0\0\0\0' | nix-store --serve | xxd, Nix 2.8 and 2.34
    private const string NixServer = "cbee5254000000000702000000000000";

    // ssh in PATH that keeps its input; nix store ping --store ssh://host, Nix 2.8 and 2.34
    private const string NixClient = "eb9d0c39000000000702000000000000";

    [Fact]
    public void The_lower_version_holds_on_both_sides()
    {
        Assert.Equal(7, Client(Convert.FromHexString(NixServer)).Minor);
        Assert.Equal(7, Server(Convert.FromHexString(NixClient)).Minor);
        Assert.Equal(8, Client(Words(ServeMarks.ServerMagic, 0x2ff)).Minor);
        Assert.Equal(5, Server(Words(ServeMarks.ClientMagic, 0x205)).Minor);
    }

    [Fact]
    public void Each_side_says_what_nix_says_but_for_the_version()
    {
        using MemoryStream client = new(), server = new();
        ServeHandshake.AsClient(new MemoryStream(Convert.FromHexString(NixServer)), client);
        ServeHandshake.AsServer(new MemoryStream(client.ToArray()), server);
        Assert.Equal(Words(ServeMarks.ClientMagic, 0x208), client.ToArray());
        Assert.Equal(Words(ServeMarks.ServerMagic, 0x208), server.ToArray());
    }

    [Fact]
    public void A_handshake_of_nix_cut_off_at_any_byte_is_refused()
    {
        byte[] handshake = Recorded();
        for (int length = 0; length < handshake.Length; length++)
            Assert.Equal(MalformedReason.Truncated, Assert.Throws<MalformedDataException>(() => Client(handshake[..length])).Reason);
    }

    /// <summary>Nix's own test changes each byte in this way; a higher minor number is the only change that does no harm.</summary>
    [Fact]
    public void A_handshake_of_nix_with_a_wrong_byte_is_refused()
    {
        byte[] handshake = Recorded();
        for (int i = 0; i < handshake.Length; i++)
        {
            byte[] corrupted = [.. handshake];
            corrupted[i] = (byte)((corrupted[i] * 4) + 1);
            if (i == 8)
                Assert.Equal(ServeVersion.Newest, Client(corrupted));
            else
                Assert.Throws<MalformedDataException>(() => Client(corrupted));
        }
    }

    [Theory]
    [InlineData(0x204)]
    [InlineData(0x105)]
    [InlineData(0x305)]
    [InlineData(0)]
    public void Versions_that_clu_does_not_speak_are_refused(ulong version)
    {
        Assert.Equal(MalformedReason.Unsupported, Assert.Throws<MalformedDataException>(() => Client(Words(ServeMarks.ServerMagic, version))).Reason);
        Assert.Equal(MalformedReason.Unsupported, Assert.Throws<MalformedDataException>(() => Server(Words(ServeMarks.ClientMagic, version))).Reason);
    }

    [Fact]
    public void Words_of_a_login_shell_are_no_handshake() =>
        Assert.Equal("magic", Assert.Throws<MalformedDataException>(() => Client("Welcome to Linux!"u8.ToArray())).Field);

    private static byte[] Recorded()
    {
        byte[] handshake = File.ReadAllBytes(Vectors.Find("nix-libstore-data", "serve-protocol", "handshake-to-client.bin"));
        Assert.Equal(5, Client(handshake).Minor);
        Assert.Equal(handshake, Words(ServeMarks.ServerMagic, new ServeVersion(5).Number));
        return handshake;
    }

    private static byte[] Words(params ulong[] words) => ProtocolValues.Write(writer => Array.ForEach(words, writer.Number));

    private static ServeVersion Client(byte[] said) => ServeHandshake.AsClient(new MemoryStream(said), new MemoryStream());

    private static ServeVersion Server(byte[] said) => ServeHandshake.AsServer(new MemoryStream(said), new MemoryStream());
}
