using System.Runtime.InteropServices;
using Clu.Binary;
using Clu.Stores.Native;
using Microsoft.Data.Sqlite;

namespace Clu.Stores;

/// <summary>Makes the errors of stores (CLU03xx).</summary>
internal static partial class StoreErrors
{
    private const int DatabaseFull = 13;
    private const string FreeSpace = "free some space and run it again; finished work is kept";

    public static CluException System(string action, string path, int errno)
    {
        string message = $"cannot {action} '{path}': {Marshal.GetPInvokeErrorMessage(errno)}";
        return errno is Libc.NoSpace or Libc.QuotaExceeded
            ? new DiskFullException("CLU0301", message, FreeSpace)
            : new CluException("CLU0301", ErrorKind.Environment, message);
    }

    public static CluException Io(string action, string path, IOException cause)
    {
        string message = $"cannot {action} '{path}': {cause.Message}";
        return (cause.HResult & 0xFFFF) is Libc.NoSpace or Libc.QuotaExceeded || cause.Message.StartsWith("No space", StringComparison.Ordinal)
            ? new DiskFullException("CLU0301", message, FreeSpace, cause)
            : new CluException("CLU0301", ErrorKind.Environment, message, inner: cause);
    }

    public static CluException Refused(string action, string path, UnauthorizedAccessException cause) => new(
        "CLU0301", ErrorKind.Environment, $"cannot {action} '{path}': permission denied", inner: cause);

    public static CluException UnsupportedKind(string path, FileKind kind)
    {
        string name = kind switch
        {
            FileKind.Fifo => "a FIFO",
            FileKind.CharacterDevice => "a character device",
            FileKind.BlockDevice => "a block device",
            FileKind.Socket => "a socket",
            FileKind.Directory => "a directory",
            FileKind.Regular => "a regular file",
            FileKind.Symlink => "a symbolic link",
        };
        return new CluException(
            "CLU0302", ErrorKind.Data, $"'{path}' is {name}: a store object holds directories, regular files and symbolic links only");
    }

    public static CluException ContentChanged(string path, long expected, long actual) => new(
        "CLU0303", ErrorKind.Data, $"'{path}' changed while it was read: it had {expected} bytes, now it has {actual}");

    public static CluException UnknownPath(string path, string root) => new(
        "CLU0304", ErrorKind.Usage, $"the store at '{root}' has no path '{path}'");

    public static CluException Database(string file, Exception cause)
    {
        string message = $"the store's database '{file}' does not answer: {cause.Message}";
        return cause is SqliteException { SqliteErrorCode: DatabaseFull }
            ? new DiskFullException("CLU0305", message, FreeSpace, cause)
            : new CluException("CLU0305", ErrorKind.Environment, message, inner: cause);
    }

    public static CluException InUse(string root) => new(
        "CLU0364", ErrorKind.Environment, $"another program uses the store at '{root}'", untouched: "nothing was removed from it",
        hint: "wait until it is done, then run this again");

    public static CluException Schema(string file, string found) => new(
        "CLU0306", ErrorKind.Environment, $"'{file}' says schema '{found}'; clu knows schema 10",
        hint: "let the Nix that made the store upgrade it, or choose another folder", untouched: "the store was left as it was");

    public static CluException DatabaseEntry(string file, string what, Exception? cause = null) => new(
        "CLU0307", ErrorKind.Data, $"the store's database '{file}' holds {what}", inner: cause);

    public static CluException NotWhatItSays(string path, string field, string expected, string actual) => new(
        "CLU0310", ErrorKind.Data, $"'{path}' is not what its store says: its {field} is {actual}, not {expected}",
        untouched: "nothing of it was registered", hint: "copy it from another store, or repair this one");

    public static CluException Unsigned(string path, string from, int signatures) => new(
        "CLU0311", ErrorKind.Data,
        signatures == 0
            ? $"'{path}' from '{from}' carries no signature, and its path does not tell its content"
            : $"'{path}' from '{from}' carries no signature of a trusted key",
        untouched: "nothing was copied",
        hint: "name the key with --trusted-key, or say --no-check-sigs if you trust where it comes from");

    public static CluException NotSupported(string what, string hint) => new("CLU0312", ErrorKind.Usage, $"clu cannot do {what}", hint: hint);

    public static CluException BadUrl(string url, string why) => new(
        "CLU0313", ErrorKind.Usage, $"'{url}' is no store: {why}", hint: "stores are daemon, local?root=DIR, file://DIR, http(s)://HOST, s3://BUCKET, ssh://HOST, ssh-ng://HOST, iso:FILE, bundle:FILE or a folder");

    public static CluException NotACache(string url) => new(
        "CLU0314", ErrorKind.Usage, $"'{url}' is no binary cache: it has no nix-cache-info");

    public static CluException OtherDirectory(string url, string found, string wanted) => new(
        "CLU0315", ErrorKind.Usage, $"'{url}' is for the store directory {found}, not {wanted}; the paths in it would not work");

    public static CluException Network(string url, string reason, Exception? cause = null) => new(
        "CLU0316", ErrorKind.Environment, $"'{url}' does not deliver: {reason}", inner: cause, hint: "what was copied is kept; run it again");

    public static CluException ReadOnly(string url) => new(StoreOpener.ReadOnlyCode, ErrorKind.Usage, $"'{url}' can only be read");

    public static CluException MalformedEntry(string file, MalformedDataException cause) => new(
        "CLU0318", ErrorKind.Data, $"'{file}' is malformed: {cause.Message}", inner: cause);

    public static CluException NotAStorePath(string text, string directory) => new(
        "CLU0319", ErrorKind.Usage, $"'{text}' is no store path and no link to one", hint: $"name it {directory}/HASH-NAME");

    public static CluException UnsignedImport(string path) => new(
        "CLU0320", ErrorKind.Data, $"'{path}' would need a signature, which an export cannot carry: its path does not tell its content",
        untouched: "nothing of it was registered; objects before it stay",
        hint: "say --no-check-sigs if you trust where the export comes from");

    public static CluException ImportLacks(string path, string reference) => new(
        "CLU0321", ErrorKind.Data, $"'{path}' refers to '{reference}', which is neither in the store nor before it in the export",
        untouched: "nothing of it was registered; objects before it stay",
        hint: "export the closure: clu export -r");

    public static CluException NoDeriver(string path, string url) => new(
        "CLU0114", ErrorKind.Usage, $"'{url}' does not know the derivation of '{path}'", hint: "name the derivation itself; its path ends in .drv");

    public static CluException NoDerivation(string path, MalformedDataException cause) => new(
        "CLU0115", ErrorKind.Data, $"'{path}' is no derivation: {cause.Message}", inner: cause);

    public static CluException NoSuchFile(string path, string store) => new(
        "CLU0322", ErrorKind.Usage, $"'{path}' is no such file in '{store}'", hint: "`clu ls` shows what is there; links are not followed");

    public static CluException NotOneFile(string path) => new(
        "CLU0323", ErrorKind.Usage, $"'{path}' is not a regular file, so it has no flat address", hint: "leave --mode out, or name a file");

    public static CluException Alive(string path, string why) => new(
        "CLU0360", ErrorKind.Usage, $"'{path}' is alive: {why}", untouched: "nothing was deleted",
        hint: "remove the root, or name what refers to it too; `clu roots` lists roots");

    public static CluException NotARootLink(string link, string why) => new(
        "CLU0361", ErrorKind.Usage, $"'{link}' is no root: {why}", untouched: "it was left as it is");

    public static CluException GcSocket(string folder, Exception cause) => new(
        "CLU0362", ErrorKind.Environment, $"no socket can be made in '{folder}': {cause.Message}", inner: cause, untouched: "nothing was deleted");

    public static CluException ReferencesInACircle(string name) => new(
        "CLU0363", ErrorKind.Data, $"'{name}' refers to itself by way of others, which no Nix makes", untouched: "nothing was deleted",
        hint: "the database is damaged; `nix-store --verify` may repair it");
}
