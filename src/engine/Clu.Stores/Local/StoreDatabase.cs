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
    private const string Columns = "p.id, p.path, p.hash, p.narSize, p.deriver, p.ultimate, p.sigs, p.ca, p.registrationTime";

    /// <summary>Paths for which reading all that are there takes less time than asking for each: the one costs a tenth of the other.</summary>
    private const int Many = 200;

    private readonly StoreDirectory _directory;
    private readonly string _file;
    private readonly SqliteConnection _connection;
    // By their text: preparing one takes longer than running it.
    private readonly Dictionary<string, SqliteCommand> _commands = [];

    private StoreDatabase(StoreDirectory directory, string file, SqliteConnection connection)
    {
        _directory = directory;
        _file = file;
        _connection = connection;
    }

    public StoreObjectInfo? Find(StorePath path) => Guard(() =>
    {
        using SqliteDataReader row = Command($"select {Columns} from ValidPaths p where p.path = $path", ("$path", _directory.Print(path))).ExecuteReader();
        if (!row.Read())
            return null;
        List<StorePath> references = [];
        using SqliteDataReader rows = Command(
            "select p.path from Refs r join ValidPaths p on p.id = r.reference where r.referrer = $id", ("$id", row.GetInt64(0))).ExecuteReader();
        while (rows.Read())
            references.Add(_directory.Parse(rows.GetString(0)));
        return ReadRow(row, references);
    });

    public List<StoreObjectInfo> All() => Guard(() =>
    {
        Dictionary<long, List<StorePath>> references = [];
        using (SqliteDataReader rows = Command("select r.referrer, p.path from Refs r join ValidPaths p on p.id = r.reference").ExecuteReader())
        {
            while (rows.Read())
            {
                if (!references.TryGetValue(rows.GetInt64(0), out List<StorePath>? list))
                    references.Add(rows.GetInt64(0), list = []);
                list.Add(_directory.Parse(rows.GetString(1)));
            }
        }

        List<StoreObjectInfo> found = [];
        using SqliteDataReader row = Command($"select {Columns} from ValidPaths p order by p.path").ExecuteReader();
        while (row.Read())
            found.Add(ReadRow(row, references.GetValueOrDefault(row.GetInt64(0)) ?? []));
        return found;
    });

    public List<StorePath> Paths() => Guard(() =>
    {
        List<StorePath> paths = [];
        using SqliteDataReader rows = Command("select path from ValidPaths order by path").ExecuteReader();
        while (rows.Read())
            paths.Add(_directory.Parse(rows.GetString(0)));
        return paths;
    });

    /// <summary>Those of some paths that are not there, in the order given.</summary>
    public List<StorePath> Missing(IReadOnlyCollection<StorePath> paths) => Guard(() =>
    {
        if (paths.Count < Many)
            return paths.Where(path => !IsThere(path)).ToList();
        HashSet<StorePath> known = [.. Paths()];
        return [.. paths.Where(path => !known.Contains(path))];
    });

    /// <summary>Registers objects, all or none; those that are there already stay as they are.</summary>
    /// <exception cref="CluException">CLU0304: a reference is in the store neither before nor after.</exception>
    /// <param name="objects">In any order.</param>
    /// <param name="time">Seconds since 1970.</param>
    /// <param name="outputs">Of a derivation, the outputs whose paths are known.</param>
    public void Register(
        IReadOnlyCollection<StoreObjectInfo> objects, long time, Func<StorePath, IEnumerable<(string Name, StorePath Path)>> outputs) => Transact(() =>
    {
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
    });

    /// <summary>Adds signatures to those that an object has; another process may do the same at the same time.</summary>
    /// <exception cref="CluException">CLU0304: it is not there.</exception>
    public void AddSignatures(StorePath path, IReadOnlyCollection<Signature> signatures) => Transact(() =>
    {
        StoreObjectInfo info = Find(path) ?? throw StoreErrors.UnknownPath(_directory.Print(path), _file);
        IEnumerable<string> all = info.Signatures.Concat(signatures).Select(signature => signature.ToString()).Distinct().Order(StringComparer.Ordinal);
        Execute("update ValidPaths set sigs = $sigs where path = $path", ("$sigs", string.Join(' ', all)), ("$path", _directory.Print(path)));
    });

    public void Dispose()
    {
        foreach (SqliteCommand command in _commands.Values)
            command.Dispose();
        _connection.Dispose();
    }

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

    private int Execute(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters) => Command(sql, parameters).ExecuteNonQuery();

    /// <summary>A command, prepared once; its last result must be done with.</summary>
    private SqliteCommand Command(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        if (!_commands.TryGetValue(sql, out SqliteCommand? command))
        {
            command = _connection.CreateCommand();
            command.CommandText = sql;
            _commands.Add(sql, command);
        }

        command.Parameters.Clear();
        foreach ((string name, object? value) in parameters)
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        return command;
    }

    private bool IsThere(StorePath path) =>
        Command("select 1 from ValidPaths where path = $path", ("$path", _directory.Print(path))).ExecuteScalar() is not null;

    /// <summary>Writes all or nothing. The write lock is taken at once: taken later, another writer could have come between.</summary>
    private void Transact(Action action) => Transact("begin immediate", () =>
    {
        action();
        return true;
    });

    private T Transact<T>(string begin, Func<T> action) => Guard(() =>
    {
        Execute(begin);
        try
        {
            T result = action();
            Execute("commit");
            return result;
        }
        catch
        {
            // A full disk may have ended the transaction already.
            if (SQLitePCL.raw.sqlite3_get_autocommit(_connection.Handle) == 0)
                Execute("rollback");
            throw;
        }
    });

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
