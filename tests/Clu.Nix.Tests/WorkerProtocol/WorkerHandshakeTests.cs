using Clu.Binary;
using Clu.Nix.StorePaths;
using Clu.Nix.Tests.Fixtures;
using Clu.Nix.Tests.Wire;
using Clu.Nix.WorkerProtocol;

namespace Clu.Nix.Tests.WorkerProtocol;

public class WorkerHandshakeTests
{
    private static readonly WorkerVersion _ten = new(10);

    private static byte[] Recorded => File.ReadAllBytes(Vectors.Find("nix-libstore-data", "worker-protocol", "handshake-to-client.bin"));

    [Fact]
    public void A_recorded_daemon_is_greeted() => Assert.Equal(10, Greet(Recorded, _ten).Minor);

    [Fact]
    public void A_greeting_cut_off_at_any_byte_is_refused()
    {
        for (int length = 0; length < Recorded.Length; length++)
            Assert.Equal(MalformedReason.Truncated, Refusal(Recorded[..length]).Reason);
    }

    [Fact]
    public void A_greeting_with_a_wrong_byte_is_refused_unless_it_only_says_a_newer_minor_version()
    {
        for (int at = 0; at < Recorded.Length; at++)
        {
            byte[] bytes = Recorded;
            bytes[at] = (byte)((bytes[at] * 4) + 1);
            if (at is 8 or 10 or 11)
                Assert.Equal(10, Greet(bytes, _ten).Minor);
            else
                Assert.NotEqual(MalformedReason.Truncated, Refusal(bytes).Reason);
        }
    }

    [Fact]
    public void Features_of_both_sides_count()
    {
        byte[] daemon = Daemon(200, "foo", "bar", "xyzzy");
        WorkerVersion version = Greet(daemon, new WorkerVersion(123) { Features = ["bar", "aap", "mies", "xyzzy"] }, out byte[] sent);
        Assert.Equal(123, version.Minor);
        Assert.Equal(["bar", "xyzzy"], version.Features);
        Assert.Equal(
            ProtocolValues.Write(writer =>
            {
                writer.Number(0x6e697863UL);
                writer.Number(0x17BUL);
                writer.Strings(["aap", "bar", "mies", "xyzzy"]);
            }),
            sent);
    }

    [Fact]
    public void Before_1_38_there_are_no_features()
    {
        WorkerVersion version = Greet(Daemon(37), WorkerVersion.Newest, out byte[] sent);
        Assert.Equal((37, 0, 16), (version.Minor, version.Features.Count, sent.Length));
    }

    [Fact]
    public void A_banner_is_shown()
    {
        MalformedDataException error = Refusal("Welcome to this machine"u8.ToArray());
        Assert.Equal(("the greeting of a Nix daemon", "'Welcome …'"), (error.Expected, error.Actual));
    }

    [Fact]
    public void A_daemon_from_before_nix_2_is_refused()
    {
        using MemoryStream input = new(Daemon(17)), output = new();
        MalformedDataException error = Assert.Throws<MalformedDataException>(() => new WorkerClient(input, output, () => false, StoreDirectory.Default));
        Assert.Equal((MalformedReason.Unsupported, "1.18 or newer", "1.17"), (error.Reason, error.Expected, error.Actual));
    }

    private static byte[] Daemon(int minor, params string[] features) => ProtocolValues.Write(writer =>
    {
        writer.Number(0x6478696fUL);
        writer.Number((ulong)(0x100 + minor));
        if (minor >= 38)
            writer.Strings(features);
    });

    private static WorkerVersion Greet(byte[] daemon, WorkerVersion offered) => Greet(daemon, offered, out _);

    private static WorkerVersion Greet(byte[] daemon, WorkerVersion offered, out byte[] sent)
    {
        using MemoryStream input = new(daemon), output = new();
        WorkerVersion version = WorkerHandshake.Greet(input, output, offered);
        Assert.Equal(daemon.Length, input.Position);
        sent = output.ToArray();
        return version;
    }

    private static MalformedDataException Refusal(byte[] daemon) => Assert.Throws<MalformedDataException>(() => Greet(daemon, _ten));
}
