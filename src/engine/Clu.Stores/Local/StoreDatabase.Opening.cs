using Clu.Nix.StorePaths;
using Microsoft.Data.Sqlite;

namespace Clu.Stores.Local;

/// <summary>How the database is made and opened.</summary>
internal sealed partial class StoreDatabase
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
}
