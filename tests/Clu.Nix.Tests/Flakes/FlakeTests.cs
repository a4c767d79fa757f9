using System.Text;
using Clu.Binary;
using Clu.Nix.Flakes;

namespace Clu.Nix.Tests.Flakes;

public class FlakeTests
{
    // nix flake lock (2.8) of a flake with the inputs a, b (whose a follows ours) and a plain tree; folders renamed.
    private const string Lock = """
        {
          "nodes": {
            "a": {
              "locked": {
                "lastModified": 1795447678,
                "narHash": "sha256-hTJPMh9Bwky2TlaWmLrkBHdUBmpxSCPRK+bmnFNpNQE=",
                "path": "/flakes/a",
                "type": "path"
              },
              "original": {
                "path": "/flakes/a",
                "type": "path"
              }
            },
            "b": {
              "inputs": {
                "a": [
                  "a"
                ]
              },
              "locked": {
                "lastModified": 1795447678,
                "narHash": "sha256-i+Ok8mPsZ+EXclNMbcPWAoOs6r4B8pfFllqOil19tCE=",
                "path": "/flakes/b",
                "type": "path"
              },
              "original": {
                "path": "/flakes/b",
                "type": "path"
              }
            },
            "plain": {
              "flake": false,
              "locked": {
                "lastModified": 1795447678,
                "narHash": "sha256-hTJPMh9Bwky2TlaWmLrkBHdUBmpxSCPRK+bmnFNpNQE=",
                "path": "/flakes/a",
                "type": "path"
              },
              "original": {
                "path": "/flakes/a",
                "type": "path"
              }
            },
            "root": {
              "inputs": {
                "a": "a",
                "b": "b",
                "plain": "plain"
              }
            }
          },
          "root": "root",
          "version": 7
        }

        """;

    // nix registry add foo path:/flakes/a; nix registry add bar github:owner/repo/branch (2.8); folders renamed.
    private const string Registry = """
        {
          "flakes": [
            {
              "from": {
                "id": "foo",
                "type": "indirect"
              },
              "to": {
                "path": "/flakes/a",
                "type": "path"
              }
            },
            {
              "from": {
                "id": "bar",
                "type": "indirect"
              },
              "to": {
                "owner": "owner",
                "ref": "branch",
                "repo": "repo",
                "type": "github"
              }
            }
          ],
          "version": 2
        }
        """;

    [Fact]
    public void A_lock_file_reads_and_writes_back_the_same() => Assert.Equal(Lock, Encoding.UTF8.GetString(ReadLock(Lock).ToBytes()));

    [Fact]
    public void A_registry_reads_and_writes_back_the_same() => Assert.Equal(Registry, Encoding.UTF8.GetString(ReadRegistry(Registry).ToBytes()));

    [Fact]
    public void Every_part_of_a_lock_file_is_known()
    {
        FlakeLock read = ReadLock(Lock);
        Assert.Equal("root", read.Root);
        Assert.Equal(["a"], Assert.IsType<FlakeLockInput.Follows>(read.Nodes["b"].Inputs["a"]).Path);
        Assert.Equal("plain", Assert.IsType<FlakeLockInput.Node>(read.Nodes["root"].Inputs["plain"]).Key);
        Assert.False(read.Nodes["plain"].IsFlake);
        Assert.Equal(("path", "/flakes/a"), (read.Nodes["a"].Locked!.Type, read.Nodes["a"].Original!.Text("path")));
        Assert.NotNull(read.Nodes["a"].Locked!.Number("lastModified"));
    }

    [Fact]
    public void Names_of_a_registry_lead_to_references()
    {
        FlakeRegistryEntry entry = ReadRegistry(Registry).Entries[1];
        Assert.Equal(("bar", "owner", "branch", false), (entry.From.Text("id"), entry.To.Text("owner"), entry.To.Text("ref"), entry.Exact));
    }

    [Fact]
    public void Files_cut_off_at_any_byte_are_refused()
    {
        for (int length = 0; length < Lock.Length - 1; length++)
            Assert.Throws<MalformedDataException>(() => ReadLock(Lock[..length]));
        for (int length = 0; length < Registry.Length; length++)
            Assert.Throws<MalformedDataException>(() => ReadRegistry(Registry[..length]));
    }

    [Theory]
    [InlineData("\"version\": 7", "\"version\": 8")]
    [InlineData("\"version\": 7", "\"root\": \"root\", \"version\": 7")]
    [InlineData("\"version\": 7", "\"version\": \"7\"")]
    [InlineData("\"root\": \"root\"", "\"root\": \"nowhere\"")]
    [InlineData("\"plain\": \"plain\"", "\"plain\": \"nowhere\"")]
    [InlineData("\"type\": \"path\"", "\"kind\": \"path\"")]
    [InlineData("\"flake\": false", "\"flake\": 0")]
    [InlineData("\"path\": \"/flakes/a\"", "\"path\": [\"/flakes/a\"]")]
    public void A_wrong_lock_file_is_refused(string from, string to)
    {
        string wrong = Lock.Replace(from, to, StringComparison.Ordinal);
        Assert.NotEqual(Lock, wrong);
        Assert.Throws<MalformedDataException>(() => ReadLock(wrong));
    }

    private static FlakeLock ReadLock(string text) => FlakeLock.Parse(Encoding.UTF8.GetBytes(text));

    private static FlakeRegistry ReadRegistry(string text) => FlakeRegistry.Parse(Encoding.UTF8.GetBytes(text));
}
