using Clu.Cli.Text;
using Clu.Nix.StorePaths;
using Clu.Stores.BuildGraphs;
using Clu.Systems.Rebuilds;
using Spectre.Console;

namespace Clu.Cli.Reports;

/// <summary>Says what a rebuild kit holds, for people.</summary>
internal static class RebuildKitReport
{
    private const int NameWidth = 14;
    private const int LongestName = 26;
    private const int MostMissing = 10;

    /// <summary>Writes the plan: a line for each change, then the whole and what is missing.</summary>
    public static void Write(RebuildKit kit, StoreDirectory directory, Terminal terminal)
    {
        terminal.Lines.WriteLine(kit.Graph.Root.Derivation.Name);
        terminal.Lines.WriteLine($"  {Figures.Count(kit.Graph.Nodes.Count, "derivation")}, {Figures.Count(kit.Graph.Nodes.Count(node => node.IsFixed))} of them fetched");
        terminal.Lines.WriteLine("");
        int names = Math.Clamp(kit.Changes.Select(change => change.Name.Length).DefaultIfEmpty().Max(), NameWidth, LongestName);
        terminal.Output.WriteLine($"  {"Change".PadRight(names)}{"built",8}{"needed",8}{"missing",9}{"kit",11}{"its own",11}", new Style(decoration: Decoration.Dim));
        foreach (ChangePlan change in kit.Changes)
        {
            bool taken = kit.Taken.Contains(change);
            string own = taken ? Figures.Bytes(kit.OwnSize(change)) : "no room";
            terminal.Lines.WriteLine(
                $"  {Clipped.To(change.Name, names).PadRight(names)}{Figures.Count(change.Builds.Built.Count),8}{Figures.Count(change.Builds.Needs.Count),8}"
                + $"{Figures.Count(change.Missing.Count),9}{Figures.Bytes(change.Size),11}{own,11}");
        }

        terminal.Lines.WriteLine("");
        long derivations = kit.Derivations.Sum(info => info.NarSize);
        string budget = kit.Budget is { } limit ? $" of {Figures.Bytes(limit)}" : "";
        terminal.Lines.WriteLine(
            $"The kit has {Figures.Count(kit.Objects.Count, "store object")}, {Figures.Bytes(kit.Size)}{budget}; {Figures.Bytes(derivations)} of it are derivations and sources.");
        WriteWanting(kit, directory, terminal);
    }

    private static void WriteWanting(RebuildKit kit, StoreDirectory directory, Terminal terminal)
    {
        foreach (ChangePlan change in kit.Changes.Where(change => change.Change is not null && change.Touched.Count == 0))
            terminal.Lines.WriteLine($"'{change.Name}' touches no derivation that clu knows by name; --variant tells exactly what it takes.");
        BuildNeed[] missing = [.. kit.Changes.SelectMany(change => change.Missing).DistinctBy(need => (need.Path, need.Maker, need.Output))];
        if (missing.Length > 0)
            terminal.Lines.WriteLine($"The store lacks {Figures.Count(missing.Length, "path")} that the builds read:");
        foreach (BuildNeed need in missing.Take(MostMissing))
            terminal.Lines.WriteLine($"  {PathOf(need, directory)}  for {need.NeededBy.Derivation.Name}");
        if (missing.Length > MostMissing)
            terminal.Lines.WriteLine($"  and {Figures.Count(missing.Length - MostMissing)} more (--json lists all)");
        if (missing.Length > 0)
            terminal.Lines.WriteLine($"Build or fetch them: nix-store --realise {directory.Print(missing[0].Maker?.Path ?? missing[0].NeededBy.Path)}");
        if (kit.Dropped.Count > 0)
            terminal.Lines.WriteLine($"There is no room for {string.Join(" and ", kit.Dropped.Select(change => $"'{change.Name}'"))}: leave it out, or raise the budget.");
    }

    private static string PathOf(BuildNeed need, StoreDirectory directory) =>
        need.Path is { } path ? directory.Print(path) : $"output '{need.Output}' of {directory.Print(need.Maker!.Path)}";
}
