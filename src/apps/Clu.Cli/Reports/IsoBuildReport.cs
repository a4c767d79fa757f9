using System.Text.Json;
using Clu.Cli.Text;
using Clu.Media.Composing;
using Clu.Media.Qemu;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Spectre.Console;

namespace Clu.Cli.Reports;

/// <summary>Says what <c>clu build iso</c> made.</summary>
internal static class IsoBuildReport
{
    /// <summary>For people: the file, what it holds, what to do with it.</summary>
    /// <param name="result">What was made.</param>
    /// <param name="time">How long it took.</param>
    /// <param name="current">Folder that the user is in; paths below it are shown from there.</param>
    /// <param name="terminal">Where to write.</param>
    public static void WriteText(IsoBuildResult result, TimeSpan time, string current, Terminal terminal)
    {
        string file = ShellQuoting.Quote(result.File.StartsWith(current + "/", StringComparison.Ordinal) ? result.File[(current.Length + 1)..] : result.File);
        terminal.Output.WriteLine();
        terminal.Output.Write(new Spectre.Console.Text(file, new Style(decoration: Decoration.Bold)));
        terminal.Lines.WriteLine(result.Outcome switch
        {
            IsoBuildOutcome.Written => $" was written in {Figures.Duration(time)}.",
            IsoBuildOutcome.Unchanged => " is up to date: nothing changed since it was written.",
            IsoBuildOutcome.Planned => " would be written. Nothing was.",
        });
        terminal.Output.WriteLine();
        long narBytes = result.Objects.Sum(o => o.NarSize);
        if (result.Size is { } size)
            Row("size", $"{Figures.Bytes(size)} ({Figures.Count(size)} bytes)");
        if (result.Sha256 is not null)
            Row("SHA-256", result.Sha256);
        Row("label", result.Label.Text);
        Row("system", StoreDirectory.Default.Print(result.Toplevel));
        string packages = result.PackageCount is { } count ? $" of {Figures.Count(count, "package")}" : "";
        Row("holds", $"{Figures.Count(result.Objects.Count, "store object")}{packages}, {Figures.Bytes(narBytes)} unpacked");
        terminal.Output.WriteLine();
        LargestTable.Write(result.Largest, narBytes, terminal.Output);
        if (result.Hosts.Count > 0)
        {
            terminal.Output.WriteLine();
            HostTable.Write(result.Hosts, terminal.Output);
        }

        if (result.Outcome == IsoBuildOutcome.Planned)
            return;
        terminal.Output.WriteLine();
        terminal.Lines.WriteLine("Next:");
        foreach (string command in Next(file))
            terminal.Lines.WriteLine($"  {command}");

        void Row(string name, string value)
        {
            terminal.Output.Write(new Spectre.Console.Text($"  {name,-9}", new Style(decoration: Decoration.Dim)));
            terminal.Lines.WriteLine(value);
        }
    }

    /// <summary>For programs: the event <c>result</c>.</summary>
    public static void WriteJson(IsoBuildResult result, TextWriter lines) => JsonLine.Write(lines, "result", writer =>
    {
        writer.WriteString("outcome", result.Outcome switch
        {
            IsoBuildOutcome.Written => "written",
            IsoBuildOutcome.Unchanged => "unchanged",
            IsoBuildOutcome.Planned => "planned",
        });
        writer.WriteString("file", result.File);
        writer.WriteNumberOrNull("size", result.Size);
        writer.WriteString("sha256", result.Sha256);
        writer.WriteString("label", result.Label.Text);
        writer.WriteString("toplevel", StoreDirectory.Default.Print(result.Toplevel));
        writer.WriteNumberOrNull("packages", result.PackageCount);
        writer.WriteNumber("objects", result.Objects.Count);
        writer.WriteNumber("narBytes", result.Objects.Sum(o => o.NarSize));
        writer.WriteStartArray("largest");
        foreach (StoreObjectInfo o in result.Largest)
            WriteObject(writer, o);
        writer.WriteEndArray();
        HostJson.Write(writer, result.Hosts);
    });

    private static void WriteObject(Utf8JsonWriter writer, StoreObjectInfo o)
    {
        writer.WriteStartObject();
        writer.WriteString("path", StoreDirectory.Default.Print(o.Path));
        writer.WriteNumber("narSize", o.NarSize);
        writer.WriteEndObject();
    }

    // In a clone the program is started as ./clu; elsewhere it is installed.
    private static IEnumerable<string> Next(string file)
    {
        string clu = File.Exists("clu") ? "./clu" : "clu";
        yield return $"{clu} run {file}";
        yield return $"{clu} run {file} --firmware uefi --media usb";
    }
}
