using Clu.Nix.StorePaths;
using Clu.Stores.Collecting;
using Microsoft.Data.Sqlite;

namespace Clu.Stores.Local;

/// <summary>What collecting asks of the database.</summary>
internal sealed partial class StoreDatabase
{
    /// <summary>All objects with what keeps what, as of one moment.</summary>
    public StoreGraph Graph() => Guard(() =>
    {
        using SqliteTransaction moment = _connection.BeginTransaction(deferred: true);
        Dictionary<long, (StorePath Path, long Size, string? Deriver)> rows = [];
        Each("select id, path, coalesce(narSize, 0), deriver from ValidPaths", row => rows.Add(
            row.GetInt64(0), (_directory.Parse(row.GetString(1)), row.GetInt64(2), row.IsDBNull(3) ? null : row.GetString(3))));
        HashSet<StorePath> valid = [.. rows.Values.Select(row => row.Path)];
        Dictionary<long, List<StorePath>> references = [], outputs = [];
        Each("select referrer, reference from Refs", row =>
        {
            // What refers to a row that is not there refers to nothing.
            if (rows.TryGetValue(row.GetInt64(1), out (StorePath Path, long, string?) reference))
                Add(references, row.GetInt64(0), reference.Path);
        });
        Each("select drv, path from DerivationOutputs", row =>
        {
            if (_directory.TryParse(row.GetString(1), out StorePath? output) && valid.Contains(output))
                Add(outputs, row.GetInt64(0), output);
        });
        return new StoreGraph(rows.Select(entry => new StoreNode(
            entry.Value.Path,
            entry.Value.Size,
            references.GetValueOrDefault(entry.Key) ?? [],
            entry.Value.Deriver is { } deriver && _directory.TryParse(deriver, out StorePath? made) && valid.Contains(made) ? made : null,
            outputs.GetValueOrDefault(entry.Key) ?? [])));
    });

    /// <summary>Whether there is an object.</summary>
    public bool Contains(StorePath path) => Guard(() =>
    {
        using SqliteCommand command = Command("select 1 from ValidPaths where path = $path", PathParameter(path));
        return command.ExecuteScalar() is not null;
    });

    /// <summary>Forgets an object, unless something else refers to it.</summary>
    /// <returns>False when something does. True also when there is no such object.</returns>
    public bool Forget(StorePath path) => Guard(() =>
    {
        // Begins as a writer, so that nobody can refer to it between the question and the deed.
        using SqliteTransaction transaction = _connection.BeginTransaction();
        using (SqliteCommand used = Command(
            "select 1 from Refs r join ValidPaths p on p.id = r.reference where p.path = $path and r.referrer <> r.reference limit 1",
            PathParameter(path)))
        {
            if (used.ExecuteScalar() is not null)
                return false;
        }

        Execute("delete from ValidPaths where path = $path", PathParameter(path));
        transaction.Commit();
        return true;
    });

    private void Each(string sql, Action<SqliteDataReader> action)
    {
        using SqliteCommand command = Command(sql);
        using SqliteDataReader rows = command.ExecuteReader();
        while (rows.Read())
            action(rows);
    }

    private static void Add(Dictionary<long, List<StorePath>> lists, long key, StorePath value)
    {
        if (!lists.TryGetValue(key, out List<StorePath>? list))
            lists.Add(key, list = []);
        list.Add(value);
    }
}
