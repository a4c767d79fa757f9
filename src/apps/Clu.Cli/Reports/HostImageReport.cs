using Clu.Cli.Text;
using Clu.Install.DiskImages;
using Clu.Nix.StorePaths;

namespace Clu.Cli.Reports;

/// <summary>Says what <c>clu build raw</c> and its like made.</summary>
internal static class HostImageReport
{
    /// <summary>Writes it.</summary>
    public static void Write(HostImageResult result, bool json, bool quiet, Terminal terminal)
    {
        if (json)
        {
            JsonLine.Write(terminal.Lines, "result", writer =>
            {
                writer.WriteString("outcome", result.Size is null ? "planned" : "written");
                writer.WriteString("file", result.File);
                writer.WriteNumberOrNull("size", result.Size);
                writer.WriteNumberOrNull("diskSize", result.DiskSize);
                writer.WriteString("host", result.Host.Text);
                writer.WriteString("toplevel", StoreDirectory.Default.Print(result.Toplevel));
                writer.WriteNumber("objects", result.Objects);
                writer.WriteNumber("narBytes", result.NarBytes);
            });
            return;
        }

        terminal.Lines.WriteLine(result.File);
        if (quiet)
            return;
        string disk = result.DiskSize is { } size ? $", a disk of {Figures.Bytes(size)}" : "";
        string what = result.Size is { } bytes ? $"{Figures.Bytes(bytes)}{disk}" : $"would be written{disk}";
        terminal.Error.Profile.Out.Writer.WriteLine($"{result.Host}: {what}; {Figures.Count(result.Objects, "store object")}, {Figures.Bytes(result.NarBytes)} unpacked.");
    }
}
