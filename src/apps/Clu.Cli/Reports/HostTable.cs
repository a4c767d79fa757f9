using Clu.Cli.Text;
using Clu.Media.Hosts;
using Spectre.Console;

namespace Clu.Cli.Reports;

/// <summary>A table of the systems that a medium installs: how large each is, how much of that nothing else on the medium needs, and what it has for rebuilds.</summary>
internal static class HostTable
{
    private const int KindWidth = 11;
    private const int SizeWidth = 10;
    private const int NamesWidth = 24;
    private const int LineWidth = 80;
    private const string Title = "Installs";

    /// <summary>Writes the table; there is at least one host.</summary>
    public static void Write(IReadOnlyList<MediumHost> hosts, IAnsiConsole console)
    {
        int names = Math.Clamp(hosts.Max(host => host.Name.Length), Title.Length, NamesWidth);
        bool rebuilds = hosts.Any(host => host.Offline is not null);
        console.WriteLine(Row(Title, "kind", "unpacked", "its own", "rebuilds", "", names, rebuilds), new Style(decoration: Decoration.Dim));
        foreach (MediumHost host in hosts)
        {
            console.WriteLine(Row(
                Clipped.To(host.Name, names), HostJson.NameOf(host.Kind), Figures.Bytes(host.ClosureSize), Figures.Bytes(host.OwnSize), host.Offline is { } offline ? Figures.Bytes(offline.ClosureSize) : "-", host.Description, names, rebuilds));
        }
    }

    private static string Row(string name, string kind, string size, string own, string offline, string description, int names, bool rebuilds) => Clipped.To(
        $"  {name.PadRight(names)}  {kind.PadRight(KindWidth)}{size.PadLeft(SizeWidth)}{own.PadLeft(SizeWidth)}{(rebuilds ? offline.PadLeft(SizeWidth) : "")}  {description}".TrimEnd(), LineWidth);
}
