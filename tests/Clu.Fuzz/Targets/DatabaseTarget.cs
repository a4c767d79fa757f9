using Clu.Binary;
using Clu.Images.Trees;
using Clu.Nix.StorePaths;
using Clu.Stores.Collecting;
using Clu.Stores.Local;
using Clu.Testing;

namespace Clu.Fuzz.Targets;

/// <summary>A store whose database is any file: what it says is read, or refused with one error.</summary>
public sealed class DatabaseTarget : IFuzzTarget
{
    private const string Database = "store/nix/var/nix/db/db.sqlite";

    private static readonly Lazy<TempFolder> _made = new(() =>
    {
        TempFolder folder = new();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Dispose();
        return folder;
    });

    private static TempFolder Folder => _made.Value;

    public string Name => "database";

    public IEnumerable<byte[]> Seeds()
    {
        using (LocalStore store = LocalStore.Open(Folder["store"]))
        {
            StorePath low = store.Add("low", Text("low"), StoreReferences.None).Path;
            store.Add("top", Text(store.Directory.Print(low)), new StoreReferences([low]));
        }

        return [File.ReadAllBytes(Folder[Database])];
    }

    public void Run(ReadOnlySpan<byte> input)
    {
        File.WriteAllBytes(Folder[Database], input);
        try
        {
            using LocalStore store = LocalStore.OpenReadOnly(Folder["store"])!;
            store.All();
            store.Plan(new CollectionRequest { IgnoreRoots = true });
        }
        catch (CluException e) when (e.Code is "CLU0305" or "CLU0307" or "CLU0363")
        {
            throw new MalformedDataException("store database", -1, "file", MalformedReason.InvalidValue, "a database of Nix", e.Message, e);
        }
    }

    private static ImageFile Text(string text) => new(new MemoryContent(System.Text.Encoding.UTF8.GetBytes(text)), UnixPermissions.ReadOnly);
}
