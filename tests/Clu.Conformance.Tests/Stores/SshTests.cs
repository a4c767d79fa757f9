using Clu.Images.Trees;
using Clu.Nix.Hashing;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Stores;
using Clu.Stores.Local;
using Clu.Stores.Trees;
using Clu.Testing;

namespace Clu.Conformance.Tests.Stores;

/// <summary>Base of the tests in which one side of <c>ssh://</c> is Nix and the other clu.</summary>
public abstract class SshTests : IDisposable
{
    private protected readonly TempFolder _folder = new();
    private protected readonly IReadOnlyList<string> _paths;
    private SshServer? _server;

    /// <summary>Three content-addressed objects, one of which refers to itself; and one that was built and refers to itself, too.</summary>
    private protected SshTests()
    {
        using LocalStore store = LocalStore.Open(_folder["source"]);
        StoreObjectInfo low = store.Add("low", StoreSamples.Tree("low"), StoreReferences.None);
        StoreObjectInfo top = store.Add("top", StoreSamples.Tree(store.Directory.Print(low.Path)), new StoreReferences([low.Path]));
        StoreObjectInfo self = store.Add(
            "self", StoreSamples.Tree($"{store.Directory.Print(top.Path)} {store.Directory.Print(SelfPlaceholder.For("self"))}"), new StoreReferences([top.Path], Self: true));
        Top = store.Directory.Print(top.Path);
        Self = store.Directory.Print(self.Path);
        StorePath path = StorePath.Parse("g1w7hy3qg1w7hy3qg1w7hy3qg1w7hy3q-built");
        Built = store.Directory.Print(path);
        TreeObject content = new(() => StoreSamples.Tree($"{Top} {Built}"));
        using HashSink nar = new(HashAlgorithm.Sha256);
        content.WriteNar(nar);
        StoreObjectInfo built = new()
        {
            Path = path,
            NarHash = nar.Finish(),
            NarSize = nar.Count,
            References = [top.Path, path],
            Deriver = StorePath.Parse("g1w7hy3qg1w7hy3qg1w7hy3qg1w7hy3q-built.drv"),
        };
        store.Place(built, content, _ => { }, Cancellation);
        store.Register([built]);
        _paths = [.. store.Paths().Select(store.Directory.Print)];
    }

    private protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Its closure is content-addressed, so it needs no signatures.</summary>
    private protected string Top { get; }

    /// <summary>Refers to <see cref="Top"/> and itself. Nix 2.34 computes another content address and takes it from nobody.</summary>
    private protected string Self { get; }

    /// <summary>Refers to <see cref="Top"/> and itself, and has neither signature nor content address.</summary>
    private protected string Built { get; }

    /// <summary>What lets Nix and clu find <c>ssh</c>.</summary>
    private protected IReadOnlyDictionary<string, string> Ssh { get; private set; } = new Dictionary<string, string>();

    private protected string Source => _folder["source"];

    private protected string Target => _folder["target"];

    public void Dispose()
    {
        _server?.Dispose();
        foreach (string root in Directory.GetDirectories(_folder.Path))
            ObjectTree.Remove(root);
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>The URL of a store behind clu.</summary>
    private protected static string Clu(string store) => $"ssh://{SshServer.Host}?remote-program=clu%20nix-store&remote-store={store}";

    /// <summary>The URL of a store behind Nix.</summary>
    private protected static string Nix(string store) => $"ssh://{SshServer.Host}?remote-store={store}";

    /// <summary>Sets up the way between the two sides.</summary>
    /// <param name="version">The Nix at the other end.</param>
    /// <param name="real">Through a real sshd.</param>
    /// <param name="forced">What that runs whatever the client asks for.</param>
    private protected void Connect(NixVersion version, bool real, string? forced = null)
    {
        if (real)
        {
            _server = new SshServer(_folder["ssh"], forced);
            Ssh = _server.Environment;
            Provide(_server.Provide, version);
        }
        else
        {
            FakeSsh fake = new(_folder["ssh"]);
            Ssh = fake.Environment;
            Provide(fake.Provide, version);
        }
    }

    private protected ToolResult Nix(NixVersion version, string command, params string[] arguments) =>
        Tool.RunWith(NixTool.Command(version, command), arguments, null, NixTool.Environment.Concat(Ssh).ToDictionary());

    private protected ToolResult Clu(params string[] arguments) => CluTool.Run(Ssh, arguments);

    private static void Provide(Action<string, string> provide, NixVersion version)
    {
        provide("clu", CluTool.Script);
        string settings = string.Join('\n', NixTool.Environment.Select(variable => $"export {variable.Key}={Script.Quote(variable.Value)}"));
        string program = Tool.Find(NixTool.Command(version, "nix-store")) ?? throw Tool.Missing("nix-store");
        provide("nix-store", $"{settings}\nexec {Script.Quote(program)} \"$@\"");
    }
}
