using Clu.Binary;

namespace Clu.Stores;

/// <summary>The errors of the serve protocol, as client and as server.</summary>
internal static partial class StoreErrors
{
    public static CluException NotServing(string peer, MalformedDataException cause) => new(
        "CLU0340", ErrorKind.Environment, $"'{peer}' does not answer as nix-store --serve does: {cause.Message}", inner: cause,
        hint: "does `ssh HOST true` print something? Then the shell's start files at the other end must be quiet; else see that Nix is there");

    public static CluException MalformedAnswer(string peer, MalformedDataException cause) => new(
        "CLU0341", ErrorKind.Data, $"'{peer}' sends what no store would: {cause.Message}", inner: cause, untouched: "nothing of it was used");

    public static CluException NotServedToWrite(string url, string why) => new(
        "CLU0342", ErrorKind.Usage, $"'{url}' is served to read only: {why}", untouched: "nothing was changed");

    public static CluException AdditionLacks(string path, string reference) => new(
        "CLU0343", ErrorKind.Data, $"'{path}' refers to '{reference}', which is not in the store", untouched: "nothing of it was registered",
        hint: "send what an object refers to before it");

    public static CluException NotItsAddress(string path, string address) => new(
        "CLU0344", ErrorKind.Data, $"'{path}' is not what its content address '{address}' says", untouched: "nothing of it was registered");

    public static CluException MalformedQuestion(MalformedDataException cause) => new(
        "CLU0345", ErrorKind.Data, $"the client sends what no client would: {cause.Message}", inner: cause, untouched: "nothing of it was registered");

    public static CluException DoesNotBuild(string url, string path) => new(
        "CLU0346", ErrorKind.Failed, $"'{path}' is not in '{url}', and clu does not build", hint: "build it elsewhere and copy it there");
}
