using System.Globalization;
using Clu.Cli.Text;
using Clu.Media.Inspection;
using Clu.Nix.StoreObjects;
using Spectre.Console;

namespace Clu.Cli.Reports;

/// <summary>Says what <c>clu inspect</c> found, for people.</summary>
internal static class InspectionReport
{
    private const int Largest = 10;
    private const int NameWidth = 11;
    private const int LineWidth = 80;

    /// <summary>Writes the report.</summary>
    /// <param name="file">The image, as the user named it.</param>
    /// <param name="report">What was found.</param>
    /// <param name="all">Whether every object and package is listed.</param>
    /// <param name="terminal">Where to write.</param>
    public static void Write(string file, MediumReport report, bool all, Terminal terminal)
    {
        terminal.Output.Write(new Spectre.Console.Text(file, new Style(decoration: Decoration.Bold)));
        terminal.Output.WriteLine();
        terminal.Output.WriteLine();
        Row("label", report.Label, terminal);
        if (report.Version is { Length: > 0 } version)
            Row("version", version, terminal);
        if (report.Application.Length > 0)
            Row("made by", report.Application, terminal);
        Row("size", $"{Figures.Bytes(report.FileSize)} ({Figures.Count(report.FileSize, "byte")})", terminal);
        Row("files", $"{Figures.Count(report.Files.Count)}, {Figures.Bytes(report.Files.Sum(f => f.Size))}", terminal);
        foreach (BootImage image in report.BootImages)
            Row("boot image", Of(image), terminal);
        foreach (MediumPartition partition in report.Partitions)
            Row("partition", Of(partition), terminal);
        WriteMenu(report, terminal);
        if (report.Manifest is { Hosts.Count: > 0 } manifest)
        {
            terminal.Output.WriteLine();
            HostTable.Write(manifest.Hosts, terminal.Output);
        }

        if (report.Store is { } store)
            WriteStore(store, all, terminal);
        WriteFindings(report, terminal);
    }

    /// <summary>How firmware is called.</summary>
    public static string NameOf(BootFirmware firmware) => firmware switch
    {
        BootFirmware.Bios => "BIOS",
        BootFirmware.Uefi => "UEFI",
        BootFirmware.Other => "other firmware",
    };

    private static string Of(BootImage image) => string.Create(
        CultureInfo.InvariantCulture,
        $"{NameOf(image.Firmware)}, at {Figures.Bytes(image.Position)}{(image.LoadSize > 0 ? $", loads {Figures.Bytes(image.LoadSize)}" : "")}{(image.Bootable ? "" : ", not bootable")}");

    private static string Of(MediumPartition partition)
    {
        string name = partition.Name.Length > 0 ? $" '{partition.Name}'" : "";
        return $"{partition.Number}: {partition.Kind}{name}, at {Figures.Bytes(partition.Start)}, {Figures.Bytes(partition.Size)}";
    }

    private static void WriteMenu(MediumReport report, Terminal terminal)
    {
        foreach (IGrouping<string, MenuEntry> menu in report.MenuEntries.GroupBy(entry => entry.Menu))
        {
            Heading($"Menu {menu.Key}", terminal);
            // One entry can stand there once for each firmware.
            foreach (string title in menu.Select(entry => entry.Title).Distinct())
                terminal.Lines.WriteLine(Clipped.To($"  {title}", LineWidth));
        }

        if (report.MenuEntries.FirstOrDefault(entry => entry.Kernel is not null) is not { } first)
            return;
        Heading("Starts", terminal);
        terminal.Lines.WriteLine($"  {first.Kernel}");
        foreach (string initrd in first.Initrds)
            terminal.Lines.WriteLine($"  {initrd}");
        foreach (string parameter in first.Parameters)
            terminal.Lines.WriteLine($"    {parameter}");
    }

    private static void WriteStore(StoreReport store, bool all, Terminal terminal)
    {
        Heading($"Store {store.Path}", terminal);
        Row("image", $"{Figures.Bytes(store.Size)}, {CompressionText.NameOf(store.Codec)}, blocks of {Figures.Bytes(store.BlockSize)}", terminal);
        Row("holds", $"{Figures.Count(store.Objects.Count, "store object")}, {Figures.Bytes(store.NarSize)} unpacked", terminal);
        Row("packages", Figures.Count(store.Packages.Count), terminal);
        if (store.Objects.Count > 0)
        {
            terminal.Output.WriteLine();
            StoreObjectInfo[] bySize = [.. store.Objects.OrderByDescending(info => info.NarSize).ThenBy(info => info.Path).Take(Largest)];
            LargestTable.Write(bySize, store.NarSize, terminal.Output);
        }

        if (!all)
            return;
        Heading("Store objects", terminal);
        foreach (StoreObjectInfo info in store.Objects)
            terminal.Lines.WriteLine($"  {Figures.Bytes(info.NarSize),9}  {info.Path}");
        Heading("Packages", terminal);
        foreach (PackageVersion package in store.Packages)
            terminal.Lines.WriteLine($"  {package.Name} {package.Version}");
    }

    private static void WriteFindings(MediumReport report, Terminal terminal)
    {
        terminal.Output.WriteLine();
        foreach (Finding finding in report.Findings)
        {
            (string label, Color color) = finding.Severity switch
            {
                FindingSeverity.Error => ("error:", Color.Red),
                FindingSeverity.Warning => ("warning:", Color.Yellow),
            };
            terminal.Output.Write(new Spectre.Console.Text(label, new Style(color, decoration: Decoration.Bold)));
            terminal.Lines.WriteLine($" {finding.Text}");
        }

        bool verified = report.Store?.IsVerified == true;
        terminal.Lines.WriteLine(report.IsDamaged
            ? "The image is damaged: do not use it."
            : verified ? "The image is sound: every store object is what its hash says." : "The structure is sound; --verify checks every hash.");
    }

    private static void Heading(string text, Terminal terminal)
    {
        terminal.Output.WriteLine();
        terminal.Output.Write(new Spectre.Console.Text(text, new Style(decoration: Decoration.Bold)));
        terminal.Output.WriteLine();
    }

    private static void Row(string name, string value, Terminal terminal)
    {
        terminal.Output.Write(new Spectre.Console.Text($"  {name.PadRight(NameWidth)}", new Style(decoration: Decoration.Dim)));
        terminal.Lines.WriteLine(value);
    }
}
