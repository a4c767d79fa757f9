using Clu.Nix.Archives;
using Clu.Nix.Hashing;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Nix.WorkerProtocol;

namespace Clu.Fuzz.Targets;

/// <summary>A daemon that lies: greeting, messages and answers, after a byte that chooses the version to offer
/// and when messages come.</summary>
public sealed class WorkerProtocolTarget : IFuzzTarget
{
    private const int Versions = 21;

    private static readonly StorePath _path = StorePath.Parse("g1w7hy3qg1w7hy3qg1w7hy3qg1w7hy3q-foo");
    private static readonly StoreObjectInfo _info = new() { Path = _path, NarHash = new Hash(HashAlgorithm.Sha256, new byte[32]), NarSize = 1 };

    public string Name => "worker-protocol";

    public IEnumerable<byte[]> Seeds()
    {
        foreach (int minor in (int[])[18, 21, 22, 25, 26, 33, 35, 38])
        {
            using MemoryStream stream = new();
            stream.WriteByte((byte)(minor - 18));
            Number(stream, 0x6478696f);
            Number(stream, 0x100 + (ulong)minor);
            if (minor >= 38)
            {
                Number(stream, 1);
                Text(stream, WorkerFeatures.DeleteReferrers);
            }

            if (minor >= 33)
                Text(stream, "2.34");
            if (minor >= 35)
                Number(stream, 1);
            Last(stream);
            // What is known of an object.
            Number(stream, 0x6f6c6d67);
            Text(stream, "a line");
            Last(stream);
            Number(stream, 1);
            Text(stream, "");
            Text(stream, new string('0', 64));
            Number(stream, 1);
            Text(stream, $"/nix/store/{_path}");
            foreach (ulong number in (ulong[])[5, 100, 0, 0])
                Number(stream, number);
            Text(stream, "");
            // All paths, then some.
            for (int i = 0; i < 2; i++)
            {
                Last(stream);
                Number(stream, 1);
                Text(stream, $"/nix/store/{_path}");
            }

            // An archive.
            Last(stream);
            using (MemoryStream nar = new())
            {
                using NarWriter writer = new(nar);
                writer.File(false, "foo"u8);
                nar.WriteTo(stream);
            }

            // Taking one, in pieces where there are any.
            if (minor is 21 or 22)
            {
                Number(stream, 0x64617461);
                Number(stream, 64);
            }

            Last(stream);
            // Roots, then a refusal.
            Last(stream);
            Number(stream, 1);
            Text(stream, "/root");
            Text(stream, $"/nix/store/{_path}");
            Number(stream, 0x63787470);
            if (minor >= 26)
            {
                Text(stream, "Error");
                Number(stream, 0);
                Text(stream, "Error");
            }

            Text(stream, "no");
            Number(stream, 0);
            if (minor >= 26)
                Number(stream, 0);
            yield return stream.ToArray();
        }
    }

    public void Run(ReadOnlySpan<byte> input)
    {
        if (input.IsEmpty)
            return;
        // As many messages come while an archive is still being sent.
        int early = input[0] / Versions;
        using MemoryStream daemon = new(input[1..].ToArray());
        try
        {
            WorkerClient client = new(
                daemon, Stream.Null, () => early-- > 0, StoreDirectory.Default, WorkerVersion.Newest with { Minor = 18 + (input[0] % Versions) });
            client.QueryPathInfo(_path);
            client.QueryAllValidPaths();
            client.QueryValidPaths([_path], substitute: true);
            client.NarFromPath(_path, Drain);
            client.AddToStore(_info, checkSignatures: true, output => output.Write(new byte[64]));
            client.FindRoots();
            client.CollectGarbage(CollectAction.DeleteDead, [], ignoreLiveness: false, ulong.MaxValue);
        }
        catch (WorkerErrorException)
        {
            // A daemon may refuse.
        }
    }

    private static void Drain(Stream input)
    {
        NarReader archive = new(input, embedded: true);
        while (archive.Read())
        {
        }
    }

    private static void Last(Stream stream) => Number(stream, 0x616c7473);

    private static void Number(Stream stream, ulong value) => stream.Write(BitConverter.GetBytes(value));

    private static void Text(Stream stream, string text)
    {
        Number(stream, (ulong)text.Length);
        stream.Write(System.Text.Encoding.ASCII.GetBytes(text));
        stream.Write(new byte[-text.Length & 7]);
    }
}
