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

    public string GcRoots => Path.Combine(State, "gcroots");

    /// <summary>Links to links elsewhere, which Nix names by the hash of their place.</summary>
    public string AutomaticRoots => Path.Combine(GcRoots, "auto");

    public string Profiles => Path.Combine(State, "profiles");

    /// <summary>A file for each running process, with what it needs.</summary>
    public string TemporaryRoots => Path.Combine(State, "temproots");

    /// <summary>Folder of the socket at which a running collection is told of further roots.</summary>
    public string GcSocketFolder => Path.Combine(State, "gc-socket");

    /// <summary>Names of files that are there more than once, by their hash.</summary>
    public string Links => Path.Combine(Objects, ".links");

    /// <summary>Space that can be given back when the disk is full.</summary>
    public string Reserve => Path.Combine(DatabaseFolder, "reserved");

    public string BigLock => Path.Combine(DatabaseFolder, "big-lock");

    /// <summary>Makes the folders that are missing, as Nix does when it opens a store.</summary>
    public void CreateFolders() => Try(() =>
    {
        foreach (string folder in (string[])["temproots", "gcroots", "profiles", "db"])
            Directory.CreateDirectory(Path.Combine(State, folder));
        Directory.CreateDirectory(Links);
    });

    /// <summary>Says the schema of a store that was just made: once it has a database, so that it is never half a store.</summary>
    public void WriteSchema() => Try(() =>
    {
        string written = $"{Schema}.new";
        File.WriteAllText(written, SchemaVersion);
        File.Move(written, Schema, overwrite: true);
    });

    /// <summary>Sets space aside, if that can be had; a store works without.</summary>
    public void SetAside()
    {
        try
        {
            if (File.Exists(Reserve))
                return;
            using FileStream file = File.Create(Reserve);
            File.SetUnixFileMode(Reserve, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            file.Write(new byte[ReservedSize]);
        }
        catch (IOException)
        {
            GiveBack();
        }
    }

    /// <summary>Frees the space that was set aside, so that something can be done on a full disk.</summary>
    public void GiveBack()
    {
        try
        {
            File.Delete(Reserve);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // What is to be done may do without.
        }
    }

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
