using Clu.Cli.Text;
using Clu.Nix.StoreObjects;
using Spectre.Console;

namespace Clu.Cli.Reports;

/// <summary>A table of the store objects that take most room, each with a bar.</summary>
internal static class LargestTable
{
    private const int SizeWidth = 10;
    private const int ShareWidth = 7;
    private const int BarWidth = 14;
    private const int LargestWidth = 100;
    private const string Title = "Largest store objects";

    private static readonly string[] s_eighths = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];

    /// <summary>Writes the table.</summary>
    /// <param name="largest">Largest first.</param>
    /// <param name="total">Bytes of all objects.</param>
    /// <param name="console">Where to write.</param>
    public static void Write(IReadOnlyList<StoreObjectInfo> largest, long total, IAnsiConsole console)
    {
        int room = Math.Min(console.Profile.Width, LargestWidth) - 2 - SizeWidth - ShareWidth - 2 - BarWidth;
        int names = Math.Clamp(largest.Select(o => o.Path.Name.Length).Append(Title.Length).Max(), Title.Length, Math.Max(room, Title.Length));
        console.WriteLine(Row(Title, "unpacked", "share", names), new Style(decoration: Decoration.Dim));
        foreach (StoreObjectInfo o in largest)
        {
            string row = Row(Clipped.To(o.Path.Name, names), Figures.Bytes(o.NarSize), $"{Figures.Percent(o.NarSize, total)} %", names);
            string bar = console.Profile.Capabilities.Unicode ? Bar(o.NarSize, largest[0].NarSize) : "";
            console.Write(new Paragraph().Append($"{row}  ").Append(bar, new Style(Color.Blue)));
            console.WriteLine();
        }
    }

    private static string Row(string name, string size, string share, int names) =>
        $"  {name.PadRight(names)}{size.PadLeft(SizeWidth)}{share.PadLeft(ShareWidth)}";

    private static string Bar(long part, long largest)
    {
        int eighths = (int)(part * 8d * BarWidth / Math.Max(1, largest));
        return new string('█', eighths / 8) + s_eighths[eighths % 8];
    }
}
