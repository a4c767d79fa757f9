using System.Buffers;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Clu.Stores.Remote;

/// <summary>Where an <c>ssh://</c> or <c>ssh-ng://</c> URL leads: <c>[user@]host[:port]</c>.</summary>
/// <param name="User">The user; null for the one that ssh chooses.</param>
/// <param name="Host">A name or an address, which may have a zone; never empty, and never begins with a dash.</param>
/// <param name="Port">1 to 65535; null for the one that ssh chooses.</param>
internal sealed record SshTarget(string? User, string Host, int? Port)
{
    private static readonly SearchValues<char> _never = SearchValues.Create("\0\n /?#");

    /// <summary>Whether Nix runs the program itself instead of asking ssh.</summary>
    public bool IsHere => this is { User: null, Host: "localhost", Port: null };

    /// <summary>The word that ssh gets.</summary>
    public string Destination => User is null ? Host : $"{User}@{Host}";

    /// <summary>Reads what stands between scheme and parameters. An IPv6 address needs brackets only before a port.</summary>
    /// <exception cref="Binary.CluException">CLU0313: it is none.</exception>
    public static SshTarget Parse(StoreUrl url)
    {
        string place = url.Authority;
        int at = place.LastIndexOf('@');
        string? user = at < 0 ? null : Uri.UnescapeDataString(place[..at]);
        (string host, string port) = Split(place[(at + 1)..]);
        if (host.Length == 0)
            throw StoreErrors.BadUrl(url.Text, "it names no host");
        // Either would be taken for an option.
        if (host[0] == '-' || user is ['-', ..])
            throw StoreErrors.BadUrl(url.Text, "host and user must not begin with '-'");
        if (user is "" || (user + host).AsSpan().ContainsAny(_never))
            throw StoreErrors.BadUrl(url.Text, "between '://' and '?' must be [user@]host[:port]");
        if (port.Length == 0)
            return new SshTarget(user, host, null);
        return ushort.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out ushort number) && number > 0
            ? new SshTarget(user, host, number)
            : throw StoreErrors.BadUrl(url.Text, $"'{port}' is no port");
    }

    private static (string Host, string Port) Split(string place)
    {
        if (place.StartsWith('['))
        {
            int end = place.IndexOf(']', StringComparison.Ordinal);
            string rest = end < 0 ? "" : place[(end + 1)..];
            return end >= 0 && (rest.Length == 0 || rest[0] == ':') ? (Uri.UnescapeDataString(place[1..end]), rest.Length == 0 ? "" : rest[1..]) : ("", "");
        }

        // Without brackets Nix takes an address as it is, its zone too.
        if (IPAddress.TryParse(place.Split('%')[0], out IPAddress? address) && address.AddressFamily == AddressFamily.InterNetworkV6)
            return (place, "");
        int colon = place.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? (Uri.UnescapeDataString(place), "") : (Uri.UnescapeDataString(place[..colon]), place[(colon + 1)..]);
    }
}
