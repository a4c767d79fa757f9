using System.Text.Json;
using Clu.Cli.Text;
using Clu.Media.Hosts;
using Clu.Nix.StorePaths;

namespace Clu.Cli.Reports;

/// <summary>The member <c>hosts</c> of results; see <c>docs/json.md</c>.</summary>
internal static class HostJson
{
    /// <summary>The kind as programs read it.</summary>
    public static string NameOf(HostKind kind) => kind switch
    {
        HostKind.NixOS => "nixos",
        HostKind.Reference => "reference",
    };

    /// <summary>Writes the member into an object.</summary>
    public static void Write(Utf8JsonWriter writer, IReadOnlyList<MediumHost> hosts)
    {
        writer.WriteStartArray("hosts");
        foreach (MediumHost host in hosts)
        {
            writer.WriteStartObject();
            writer.WriteString("name", host.Name);
            writer.WriteString("description", host.Description);
            writer.WriteString("kind", NameOf(host.Kind));
            writer.WriteString("toplevel", StoreDirectory.Default.Print(host.Toplevel));
            writer.WriteNumber("objects", host.Closure.Count);
            writer.WriteNumber("closureSize", host.ClosureSize);
            writer.WriteNumber("ownSize", host.OwnSize);
            writer.WriteNumberOrNull("offlineSize", host.Offline?.ClosureSize);
            writer.WriteString("hostName", host.Defaults.HostName?.Text);
            writer.WriteString("layout", host.Defaults.Layout);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
