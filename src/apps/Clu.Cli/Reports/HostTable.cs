using Clu.Cli.Text;
using Clu.Media.Hosts;
using Spectre.Console;

namespace Clu.Cli.Reports;

/// <summary>A table of the systems that a medium installs: how large each is, and how much of that nothing else on the medium needs.</summary>
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
        console.WriteLine(Row(Title, "kind", "unpacked", "its own", "", names), new Style(decoration: Decoration.Dim));
        foreach (MediumHost host in hosts)
        {
            console.WriteLine(Row(
                Clipped.To(host.Name, names), HostJson.NameOf(host.Kind), Figures.Bytes(host.ClosureSize), Figures.Bytes(host.OwnSize), host.Description, names));
        }
    }

    private static string Row(string name, string kind, string size, string own, string description, int names) => Clipped.To(
        $"  {name.PadRight(names)}  {kind.PadRight(KindWidth)}{size.PadLeft(SizeWidth)}{own.PadLeft(SizeWidth)}  {description}".TrimEnd(), LineWidth);
}
