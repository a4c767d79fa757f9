using System.Text;
using Clu.Install.Choices;

namespace Clu.Install.Live;

/// <summary>A wireless network as NetworkManager keeps it (nm-settings-keyfile(5)).</summary>
internal static class WifiConnection
{
    /// <summary>The file's text. The name is written as bytes, because a name may hold what the format has other uses for.</summary>
    public static string Write(WifiChoice wifi, int number)
    {
        StringBuilder text = new();
        text.Append("[connection]\nid=clu-").Append(number).Append("\ntype=wifi\n\n[wifi]\nmode=infrastructure\nssid=");
        foreach (byte b in Encoding.UTF8.GetBytes(wifi.Ssid))
            text.Append(b).Append(';');
        text.Append('\n');
        if (wifi.Hidden)
            text.Append("hidden=true\n");
        if (wifi.Passphrase is { } passphrase)
            text.Append("\n[wifi-security]\nkey-mgmt=wpa-psk\npsk=").Append(Escape(passphrase)).Append('\n');
        return text.Append("\n[ipv4]\nmethod=auto\n\n[ipv6]\nmethod=auto\n").ToString();
    }

    /// <summary>GKeyFile drops blanks at the ends of a value unless they are written so.</summary>
    private static string Escape(string value) =>
        value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace(" ", "\\s", StringComparison.Ordinal);
}
