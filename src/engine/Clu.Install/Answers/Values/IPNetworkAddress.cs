using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Clu.Install.Answers.Values;

/// <summary>Address of an interface with the length of its network's prefix.</summary>
/// <param name="Address">IPv4 or IPv6, without scope.</param>
/// <param name="PrefixLength">1 to 32, or 1 to 128.</param>
public readonly record struct IPNetworkAddress(IPAddress Address, int PrefixLength)
{
    /// <summary>What is accepted, for messages.</summary>
    public const string Expected = "an address with prefix like 192.0.2.7/24 or 2001:db8::7/64";

    /// <summary>What is accepted of an address alone, for messages.</summary>
    public const string ExpectedAlone = "an address like 192.0.2.1 or 2001:db8::1";

    /// <summary>Takes a text over, if it is one.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out IPNetworkAddress value)
    {
        value = default;
        string[] parts = (text ?? "").Split('/');
        if (parts.Length != 2 || !TryParseAlone(parts[0], out IPAddress? address)
            || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int prefix))
            return false;
        if (prefix < 1 || prefix > (address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128))
            return false;
        value = new IPNetworkAddress(address, prefix);
        return true;
    }

    /// <summary>Takes an address without prefix over. Forms that only some programs know (<c>192.0.2</c>, <c>0x7f.1</c>, scopes) are refused.</summary>
    public static bool TryParseAlone([NotNullWhen(true)] string? text, [NotNullWhen(true)] out IPAddress? address)
    {
        address = null;
        bool four = text is not null && text.Count('.') == 3 && text.All(c => char.IsAsciiDigit(c) || c == '.')
            && text.Split('.').All(part => part.Length is >= 1 and <= 3 && (part.Length == 1 || part[0] != '0'));
        bool six = text is not null && text.Contains(':', StringComparison.Ordinal) && text.All(c => char.IsAsciiHexDigit(c) || c is ':' or '.');
        return (four || six) && IPAddress.TryParse(text, out address) && address.AddressFamily == (four ? AddressFamily.InterNetwork : AddressFamily.InterNetworkV6);
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Address}/{PrefixLength}");
}
