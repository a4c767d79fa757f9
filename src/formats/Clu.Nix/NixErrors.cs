using System.Globalization;
using Clu.Binary;

namespace Clu.Nix;

/// <summary>The errors of the Nix formats that are not about bytes from outside; codes are listed in <c>docs/errors.md</c>.</summary>
internal static class NixErrors
{
    public static CluException InvalidName(string name, string rule) => new(
        "CLU0102", ErrorKind.Usage, $"'{name}' cannot be the name of a store object: {rule}",
        hint: "use 1 to 211 letters, digits and + - . _ ? =");

    public static CluException InvalidStoreDirectory(string path) => new(
        "CLU0103", ErrorKind.Usage, $"'{path}' cannot be a store directory: it must be an absolute path without '.', '..', '//' and a final '/'",
        hint: "the usual one is /nix/store");

    public static CluException ReferencesNotAllowed(string name, string method) => new(
        "CLU0104", ErrorKind.Failed, $"'{name}' cannot have references: only content addressed as text, or as NAR with SHA-256, can ({method} was asked for)");

    public static CluException SelfReferenceNotAllowed(string name) => new(
        "CLU0104", ErrorKind.Failed, $"'{name}' cannot refer to itself: a text is addressed by content that its own path would change");

    public static CluException ContentLengthChanged(long expected, string actual) => new(
        "CLU0105", ErrorKind.Environment, string.Create(CultureInfo.InvariantCulture, $"a file of {expected} bytes delivered {actual}"),
        hint: "something writes to the file while it is read; try again when it is quiet");

    public static CluException InvalidKeyName(string name) => new(
        "CLU0107", ErrorKind.Usage, $"'{name}' cannot be the name of a key: it must not be empty nor hold a colon or white space",
        hint: "usual is the host's name with a number, for example cache.example.org-1");

    public static CluException NotAnArchiveTree(string what) => new(
        "CLU0106", ErrorKind.Data, $"the tree cannot be written as a Nix archive: {what}");

    public static CluException OutputsDoNotGoTogether(string derivation, string why) => new(
        "CLU0110", ErrorKind.Data, $"the outputs of the derivation '{derivation}' do not go together: {why}");

    public static CluException UnsoundInput(string path, string why) => new(
        "CLU0111", ErrorKind.Data, $"the derivation '{path}' cannot be an input: {why}");

    public static CluException WrongOutputPath(string derivation, string output, string found, string? computed) => new(
        "CLU0112", ErrorKind.Data, computed is null
            ? $"the output '{output}' of the derivation '{derivation}' has the path '{found}', but an input has none yet"
            : $"the output '{output}' of the derivation '{derivation}' has the path '{found}', not '{computed}', which the derivation gives");

    public static CluException NotJson(string derivation, string what) => new(
        "CLU0113", ErrorKind.Data, $"the derivation '{derivation}' cannot be said in JSON: {what}");
}
