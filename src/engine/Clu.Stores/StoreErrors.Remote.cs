using System.Globalization;
using Clu.Binary;

namespace Clu.Stores;

/// <summary>The errors of stores that another program answers for.</summary>
internal static partial class StoreErrors
{
    public static CluException Unreachable(string peer, string reason, string? hint = null, Exception? cause = null) => new(
        "CLU0330", ErrorKind.Environment, $"'{peer}' cannot be reached: {reason}", hint: hint, inner: cause);

    /// <param name="peer">Who.</param>
    /// <param name="said">The last that it said; empty when it said nothing.</param>
    /// <param name="cause">What the system said of it.</param>
    public static CluException WentAway(string peer, string said, Exception? cause = null) => new(
        "CLU0331", ErrorKind.Environment, said.Length > 0 ? $"'{peer}' ended the connection: {said}" : $"'{peer}' ended the connection and said nothing",
        hint: "what was finished is kept; run it again", inner: cause);

    public static CluException Silent(string peer, TimeSpan patience, string said) => new(
        "CLU0332", ErrorKind.Environment,
        string.Create(CultureInfo.InvariantCulture, $"'{peer}' did nothing for {patience.TotalSeconds:0.#} s{(said.Length > 0 ? $"; it had said: {said}" : "")}"),
        hint: "what was finished is kept; run it again");

    /// <param name="peer">Who.</param>
    /// <param name="message">What it said, fit for a terminal.</param>
    /// <param name="cause">The same as it came.</param>
    public static CluException DaemonRefused(string peer, string message, Exception cause) => new(
        "CLU0333", ErrorKind.Failed, $"'{peer}' refuses: {message}", inner: cause, untouched: "what was finished is kept",
        hint: message.Contains("signature", StringComparison.Ordinal)
            ? "sign it with a key that the daemon trusts (clu sign), or say --no-check-sigs if the daemon trusts you"
            : message.Contains("ca hash mismatch", StringComparison.Ordinal)
            ? "Nix 2.17 to 2.34 compute wrong content addresses for objects that refer to themselves; copy to another version, or from a store that has it without one"
            : null);

    public static CluException NoDaemon(string peer, MalformedDataException cause) => new(
        "CLU0334", ErrorKind.Data, $"'{peer}' does not speak as a Nix daemon: {cause.Message}", inner: cause,
        hint: "what was finished is kept; is it a Nix of version 2.0 or newer, and does the shell there print nothing of its own?");
}
