using System.Globalization;
using Clu.Binary;

namespace Clu.Stores;

/// <summary>Makes the errors of bundles (CLU0770 and up).</summary>
internal static partial class StoreErrors
{
    public static CluException NotABundle(string file, MalformedDataException cause) => new(
        "CLU0770", ErrorKind.Data, $"'{file}' is no bundle, or damaged: {cause.Message}", inner: cause, untouched: "nothing of it was used",
        hint: "copy it again from where it was made; `clu bundle verify` reads all of it");

    public static CluException MissingPart(string part, int count, string list, IReadOnlyList<string> folders) => new(
        "CLU0771", ErrorKind.Usage, $"the part '{part}' of {Text(count)} that '{list}' names is in none of the folders {string.Join(", ", folders.Select(folder => $"'{folder}'"))}",
        untouched: "nothing of the bundle was used", hint: "name it too, wherever it lies");

    /// <param name="file">The file.</param>
    /// <param name="number">Which part it should be, from 1.</param>
    /// <param name="other">Which part it is; null for none of this bundle.</param>
    /// <param name="list">The list of the parts.</param>
    public static CluException OtherPart(string file, int number, int? other, string list) => new(
        "CLU0772", ErrorKind.Data,
        $"'{file}' is not part {Text(number)} of the bundle of '{list}': it {(other is { } found ? $"is part {Text(found)}" : "belongs to another bundle or is damaged")}",
        untouched: "nothing of the bundle was used", hint: other is null ? "copy it again from where it was made" : "give the parts their names back");

    public static CluException PartLength(string file, int number, long expected, long actual, string list) => new(
        "CLU0772", ErrorKind.Data, $"'{file}', part {Text(number)} of the bundle of '{list}', has {Text(actual)} bytes, not {Text(expected)}",
        untouched: "nothing of the bundle was used", hint: "copy it again from where it was made");

    public static CluException TooManyParts(string file, long partSize) => new(
        "CLU0773", ErrorKind.Usage, $"'{file}' would have more than {Text(Nix.Bundles.BundleLimits.MaxParts)} parts of {Text(partSize)} bytes", untouched: "nothing was written",
        hint: "name a larger size with --split");

    /// <param name="bundle">The bundle.</param>
    /// <param name="name">What its base is called.</param>
    /// <param name="url">The destination.</param>
    /// <param name="paths">Some that are lacking.</param>
    /// <param name="count">How many are.</param>
    public static CluException WrongBase(string bundle, string? name, string url, IReadOnlyList<string> paths, int count) => new(
        "CLU0774", ErrorKind.Usage,
        $"'{url}' lacks {(count == 1 ? "a path" : $"{Text(count)} paths")} that '{bundle}' builds upon{(name is null ? "" : $", of the base '{name}'")}: "
        + $"{string.Join(", ", paths)}{(count > paths.Count ? " and others" : "")}",
        untouched: "nothing was copied",
        hint: $"apply to it first the bundle or copy the medium{(name is null ? "" : $" '{name}'")} that this one was made since, or make one with --since '{url}'");

    public static CluException WrongBundleSignature(string bundle, string key) => new(
        "CLU0775", ErrorKind.Data, $"the signature of '{bundle}' in the name of '{key}' was not made by the trusted key of that name", untouched: "nothing of it was used",
        hint: "the bundle was changed, or somebody else's key has that name; get it again from its maker");

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
