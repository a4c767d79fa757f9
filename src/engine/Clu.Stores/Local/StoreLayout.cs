namespace Clu.Stores.Local;

/// <summary>Where a store with its root elsewhere keeps its parts; Nix calls such a store <c>local?root=…</c>.</summary>
internal sealed class StoreLayout(string root)
{
    /// <summary>Nix's database schema, as <c>db/schema</c> says it.</summary>
    public const string SchemaVersion = "10";

    /// <summary>Bytes that Nix sets aside so that it can collect garbage on a full disk.</summary>
    private const long ReservedSize = 8 * 1024 * 1024;

    public string Root { get; } = Path.GetFullPath(root);

    public string Objects => Path.Combine(Root, "nix/store");

    public string State => Path.Combine(Root, "nix/var/nix");

    public string DatabaseFolder => Path.Combine(State, "db");

    public string Database => Path.Combine(DatabaseFolder, "db.sqlite");

    public string Schema => Path.Combine(DatabaseFolder, "schema");

    public string BigLock => Path.Combine(DatabaseFolder, "big-lock");

    /// <summary>Makes what is missing, as Nix does when it opens a store; refuses a store of another schema.</summary>
    public void Create()
    {
        try
        {
            foreach (string folder in (string[])["temproots", "gcroots", "profiles", "db"])
                Directory.CreateDirectory(Path.Combine(State, folder));
            Directory.CreateDirectory(Path.Combine(Objects, ".links"));
            if (!File.Exists(Schema))
                File.WriteAllText(Schema, SchemaVersion);
            string reserved = Path.Combine(DatabaseFolder, "reserved");
            if (!File.Exists(reserved))
            {
                using FileStream file = File.Create(reserved);
                file.Write(new byte[ReservedSize]);
                File.SetUnixFileMode(reserved, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }
        }
        catch (UnauthorizedAccessException e)
        {
            throw StoreErrors.Refused("make a store in", Root, e);
        }
        catch (IOException e)
        {
            throw StoreErrors.Io("make a store in", Root, e);
        }

        CheckSchema();
    }

    /// <summary>Refuses a store of another schema.</summary>
    public void CheckSchema()
    {
        string schema = File.ReadAllText(Schema).Trim();
        if (schema != SchemaVersion)
            throw StoreErrors.Schema(Schema, schema);
    }
}
