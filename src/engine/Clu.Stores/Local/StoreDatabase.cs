using Clu.Binary;
using Clu.Nix.ContentAddresses;
using Clu.Nix.Hashing;
using Clu.Nix.Signatures;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Microsoft.Data.Sqlite;

namespace Clu.Stores.Local;

/// <summary>The database of a Nix store, schema 10. One thread at a time.</summary>
internal sealed partial class StoreDatabase : IDisposable
{
    private const string Tables = """
        create table if not exists ValidPaths (
            id integer primary key autoincrement not null,
            path text unique not null,
            hash text not null,
            registrationTime integer not null,
            deriver text,
            narSize integer,
            ultimate integer,
            sigs text,
            ca text
        );
        create table if not exists Refs (
            referrer integer not null,
            reference integer not null,
            primary key (referrer, reference),
            foreign key (referrer) references ValidPaths(id) on delete cascade,
            foreign key (reference) references ValidPaths(id) on delete restrict
        );
        create index if not exists IndexReferrer on Refs(referrer);
        create index if not exists IndexReference on Refs(reference);
        create trigger if not exists DeleteSelfRefs before delete on ValidPaths
            begin delete from Refs where referrer = old.id and reference = old.id; end;
        create table if not exists DerivationOutputs (
            drv integer not null,
            id text not null,
            path text not null,
            primary key (drv, id),
            foreign key (drv) references ValidPaths(id) on delete cascade
        );
        create index if not exists IndexDerivationOutputs on DerivationOutputs(path);
        """;

    private const int ReadOnlyError = 8;
    private const int CannotOpenError = 14;

    private const string Columns = "p.id, p.path, p.hash, p.narSize, p.deriver, p.ultimate, p.sigs, p.ca, p.registrationTime";

    private readonly StoreDirectory _directory;
    private readonly string _file;
    private readonly SqliteConnection _connection;

    private StoreDatabase(StoreDirectory directory, string file, SqliteConnection connection)
    {
        _directory = directory;
        _file = file;
        _connection = connection;
    }

    public static StoreDatabase Open(string file, StoreDirectory directory)
    {
        SqliteConnection connection = new(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false, DefaultTimeout = 60 }.ToString());
        StoreDatabase database = new(directory, file, connection);
        try
        {
            connection.Open();
            database.Execute("pragma foreign_keys = 1; pragma journal_mode = wal; pragma synchronous = normal;");
            database.Execute(Tables);
            return database;
        }
        catch (SqliteException e)
        {
            connection.Dispose();
            throw StoreErrors.Database(file, e);
        }
    }

    /// <summary>Opens a database to read only, also where nothing can be written.</summary>
    public static StoreDatabase OpenReadOnly(string file, StoreDirectory directory)
    {
        try
        {
            return OpenReadOnly(file, file, directory);
        }
        catch (SqliteException e) when (e.SqliteErrorCode is ReadOnlyError or CannotOpenError)
        {
            // To watch for writers SQLite needs a file beside the database. Where there is none and none can be made, nobody writes.
            string uri = $"file:{Uri.EscapeDataString(file).Replace("%2F", "/", StringComparison.Ordinal)}?immutable=1";
            try
            {
                return OpenReadOnly(uri, file, directory);
            }
            catch (SqliteException again)
            {
                throw StoreErrors.Database(file, again);
            }
        }
        catch (SqliteException e)
        {
            throw StoreErrors.Database(file, e);
        }
    }

    private static StoreDatabase OpenReadOnly(string source, string file, StoreDirectory directory)
    {
        SqliteConnection connection = new(new SqliteConnectionStringBuilder
        {
            DataSource = source,
            Mode = SqliteOpenMode.ReadOnly,
            Pooling = false,
            DefaultTimeout = 60,
        }.ToString());
        StoreDatabase database = new(directory, file, connection);
        try
        {
            connection.Open();
            // The file is opened by the first statement that reads it.
            database.Execute("select count(*) from ValidPaths");
            return database;
        }
        catch (SqliteException)
        {
            connection.Dispose();
            throw;
        }
    }

    public StoreObjectInfo? Find(StorePath path) => Query($"select {Columns} from ValidPaths p where p.path = $path", path).SingleOrDefault();

    public List<StoreObjectInfo> All() => Query($"select {Columns} from ValidPaths p order by p.path", null);

    public List<StorePath> Paths() => Guard(() =>
    {
        List<StorePath> paths = [];
        using SqliteCommand command = Command("select path from ValidPaths order by path");
        using SqliteDataReader rows = command.ExecuteReader();
        while (rows.Read())
            paths.Add(_directory.Parse(rows.GetString(0)));
        return paths;
    });

    /// <summary>Registers objects, all or none; those that are there already stay as they are.</summary>
    /// <exception cref="CluException">CLU0304: a reference is in the store neither before nor after.</exception>
    /// <param name="objects">In any order.</param>
    /// <param name="time">Seconds since 1970.</param>
    /// <param name="outputs">Of a derivation, the outputs whose paths are known.</param>
    public void Register(
        IReadOnlyCollection<StoreObjectInfo> objects, long time, Func<StorePath, IEnumerable<(string Name, StorePath Path)>> outputs) => Guard(() =>
    {
        using SqliteTransaction transaction = _connection.BeginTransaction();
        foreach (StoreObjectInfo info in objects)
        {
            int added = Execute(
                """
                insert or ignore into ValidPaths (path, hash, registrationTime, deriver, narSize, ultimate, sigs, ca)
                values ($path, $hash, $time, $deriver, $size, $ultimate, $sigs, $ca)
                """,
                ("$path", _directory.Print(info.Path)),
                ("$hash", info.NarHash.Format(HashEncoding.Base16)),
                ("$time", time),
                ("$deriver", info.Deriver is { } deriver ? _directory.Print(deriver) : null),
                ("$size", info.NarSize),
                ("$ultimate", info.Ultimate ? 1L : null),
                ("$sigs", info.Signatures.Count > 0 ? string.Join(' ', info.Signatures) : null),
                ("$ca", info.ContentAddress?.ToString()));
            if (added > 0)
            {
                foreach ((string name, StorePath output) in outputs(info.Path))
                    AddOutput(info.Path, name, output);
            }
        }

        foreach (StoreObjectInfo info in objects)
        {
            foreach (StorePath reference in info.References)
                AddReference(info.Path, reference);
        }

        transaction.Commit();
        return true;
    });

    /// <summary>Adds signatures to those that an object has; another process may do the same at the same time.</summary>
    /// <exception cref="CluException">CLU0304: it is not there.</exception>
    public void AddSignatures(StorePath path, IReadOnlyCollection<Signature> signatures) => Guard(() =>
    {
        using SqliteTransaction transaction = _connection.BeginTransaction();
        StoreObjectInfo info = Find(path) ?? throw StoreErrors.UnknownPath(_directory.Print(path), _file);
        IEnumerable<string> all = info.Signatures.Concat(signatures).Select(signature => signature.ToString()).Distinct().Order(StringComparer.Ordinal);
        Execute("update ValidPaths set sigs = $sigs where path = $path", ("$sigs", string.Join(' ', all)), ("$path", _directory.Print(path)));
        transaction.Commit();
        return true;
    });

    public void Dispose() => _connection.Dispose();

    private void AddOutput(StorePath derivation, string name, StorePath output) => Execute(
        "insert or replace into DerivationOutputs (drv, id, path) select id, $name, $output from ValidPaths where path = $path",
        ("$name", name),
        ("$output", _directory.Print(output)),
        ("$path", _directory.Print(derivation)));

    private void AddReference(StorePath referrer, StorePath reference)
    {
        int known = Execute(
            """
            insert or replace into Refs (referrer, reference)
            select a.id, b.id from ValidPaths a, ValidPaths b where a.path = $referrer and b.path = $reference
            """,
            ("$referrer", _directory.Print(referrer)),
            ("$reference", _directory.Print(reference)));
        if (known == 0)
            throw StoreErrors.UnknownPath(_directory.Print(reference), _file);
    }

    private List<StoreObjectInfo> Query(string sql, StorePath? path) => Guard(() =>
    {
        string where = path is null ? "" : "where r.referrer = (select id from ValidPaths where path = $path)";
        Dictionary<long, List<StorePath>> references = [];
        using (SqliteCommand command = Command(
            $"select r.referrer, p.path from Refs r join ValidPaths p on p.id = r.reference {where}", PathParameter(path)))
        {
            using SqliteDataReader rows = command.ExecuteReader();
            while (rows.Read())
            {
                if (!references.TryGetValue(rows.GetInt64(0), out List<StorePath>? list))
                    references.Add(rows.GetInt64(0), list = []);
                list.Add(_directory.Parse(rows.GetString(1)));
            }
        }

        List<StoreObjectInfo> found = [];
        using SqliteCommand main = Command(sql, PathParameter(path));
        using SqliteDataReader reader = main.ExecuteReader();
        while (reader.Read())
            found.Add(ReadRow(reader, references.GetValueOrDefault(reader.GetInt64(0)) ?? []));
        return found;
    });

    private StoreObjectInfo ReadRow(SqliteDataReader row, List<StorePath> references) => new()
    {
        Path = _directory.Parse(row.GetString(1)),
        NarHash = Hash.Parse(row.GetString(2)),
        NarSize = row.IsDBNull(3) ? 0 : row.GetInt64(3),
        Deriver = row.IsDBNull(4) || row.GetString(4).Length == 0 ? null : _directory.Parse(row.GetString(4)),
        Ultimate = !row.IsDBNull(5) && row.GetInt64(5) != 0,
        Signatures = row.IsDBNull(6) ? [] : [.. row.GetString(6).Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Signature.Parse)],
        ContentAddress = row.IsDBNull(7) || row.GetString(7).Length == 0 ? null : ContentAddress.Parse(row.GetString(7)),
        RegistrationTime = DateTimeOffset.FromUnixTimeSeconds(row.GetInt64(8)),
        References = references,
    };

    private (string, object?)[] PathParameter(StorePath? path) => path is null ? [] : [("$path", _directory.Print(path))];

    private int Execute(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using SqliteCommand command = Command(sql, parameters);
        return command.ExecuteNonQuery();
    }

    private SqliteCommand Command(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        SqliteCommand command = _connection.CreateCommand();
        command.CommandText = sql;
        foreach ((string name, object? value) in parameters)
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        return command;
    }

    private T Guard<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (SqliteException e)
        {
            throw StoreErrors.Database(_file, e);
        }
        catch (MalformedDataException e)
        {
            throw StoreErrors.DatabaseEntry(_file, e.Message, e);
        }
        catch (Exception e) when (e is InvalidOperationException or InvalidCastException or FormatException or ArgumentException or OverflowException)
        {
            // Each is what reading a value of another type, or an impossible one, ends with: a table that is not Nix's.
            throw StoreErrors.DatabaseEntry(_file, $"a value of the wrong kind: {e.Message}", e);
        }
    }
}
