namespace Clu.Stores.Local;

/// <summary>Where a local store keeps its parts, as the parameters of <c>local?root=…&amp;real=…&amp;state=…</c> say.</summary>
/// <param name="root">Folder under which the rest lies.</param>
/// <param name="real">Where the objects really are; null for <c>nix/store</c> under the root.</param>
/// <param name="state">Where the database is; null for <c>nix/var/nix</c> under the root.</param>
internal sealed class StoreLayout(string root, string? real = null, string? state = null)
{
    /// <summary>Nix's database schema, as <c>db/schema</c> says it.</summary>
    public const string SchemaVersion = "10";

    /// <summary>Bytes that Nix sets aside so that it can collect garbage on a full disk.</summary>
    private const long ReservedSize = 8 * 1024 * 1024;

    public string Root { get; } = Path.GetFullPath(root);

    public string Objects { get; } = Path.GetFullPath(real ?? Path.Combine(root, "nix/store"));

    public string State { get; } = Path.GetFullPath(state ?? Path.Combine(root, "nix/var/nix"));

    public string DatabaseFolder => Path.Combine(State, "db");

    public string Database => Path.Combine(DatabaseFolder, "db.sqlite");

    public string Schema => Path.Combine(DatabaseFolder, "schema");

    /// <summary>Held shared by who writes, alone by who collects garbage.</summary>
    public string GcLock => Path.Combine(State, "gc.lock");

    public string BigLock => Path.Combine(DatabaseFolder, "big-lock");

    /// <summary>Makes the folders that are missing, as Nix does when it opens a store.</summary>
    public void CreateFolders() => Try(() =>
    {
        foreach (string folder in (string[])["temproots", "gcroots", "profiles", "db"])
            Directory.CreateDirectory(Path.Combine(State, folder));
        Directory.CreateDirectory(Path.Combine(Objects, ".links"));
    });

    /// <summary>Makes the files that are missing; under the lock of the store, so that nobody sees them half written.</summary>
    public void CreateFiles() => Try(() =>
    {
        if (!File.Exists(Schema))
            File.WriteAllText(Schema, SchemaVersion);
        string reserved = Path.Combine(DatabaseFolder, "reserved");
        if (File.Exists(reserved))
            return;
        using FileStream file = File.Create(reserved);
        file.Write(new byte[ReservedSize]);
        File.SetUnixFileMode(reserved, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    });

    /// <summary>Refuses a store of another schema.</summary>
    public void CheckSchema()
    {
        string schema = File.ReadAllText(Schema).Trim();
        if (schema != SchemaVersion)
            throw StoreErrors.Schema(Schema, schema);
    }

    private void Try(Action action)
    {
        try
        {
            action();
        }
        catch (UnauthorizedAccessException e)
        {
            throw StoreErrors.Refused("make a store in", Root, e);
        }
        catch (IOException e)
        {
            throw StoreErrors.Io("make a store in", Root, e);
        }
    }
}
