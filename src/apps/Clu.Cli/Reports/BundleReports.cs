using System.Globalization;
using System.Text.Json;
using Clu.Cli.Text;
using Clu.Nix.Bundles;
using Clu.Nix.Hashing;
using Clu.Nix.NarInfos;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Stores;
using Clu.Stores.Bundles;
using Clu.Stores.Copying;
using Clu.Stores.Verification;

namespace Clu.Cli.Reports;

/// <summary>Says what <c>clu bundle</c> did or found.</summary>
internal static class BundleReports
{
    /// <summary>What was made, or would be.</summary>
    /// <param name="plan">What it holds.</param>
    /// <param name="result">The bundle; null when none was made.</param>
    /// <param name="source">Where the objects are.</param>
    /// <param name="json">As a JSON line.</param>
    /// <param name="quiet">Nothing for people.</param>
    /// <param name="terminal">Where to write.</param>
    public static void WriteCreation(BundlePlan plan, BundleResult? result, IStore source, bool json, bool quiet, Terminal terminal)
    {
        if (json)
        {
            JsonLine.Write(terminal.Lines, "result", writer =>
            {
                writer.WriteString("outcome", result is null ? "planned" : "created");
                Texts(writer, "files", result?.Files ?? []);
                writer.WriteNumberOrNull("size", result?.Size);
                writer.WriteString("baseName", plan.BaseName);
                writer.WriteNumber("held", plan.Held);
                writer.WriteNumber("bytes", plan.Bytes);
                Texts(writer, "roots", plan.Roots.Select(source.Directory.Print));
                Texts(writer, "base", plan.Base.Select(source.Directory.Print));
                Texts(writer, "paths", plan.Objects.Select(info => source.Directory.Print(info.Path)));
            });
            return;
        }

        if (result is null)
        {
            foreach (StoreObjectInfo info in plan.Objects)
                terminal.Lines.WriteLine(source.Directory.Print(info.Path));
        }

        if (quiet)
            return;
        string what = $"{Figures.Count(plan.Objects.Count, "store object")}, {Figures.Bytes(plan.Bytes)}";
        string held = $"{Figures.Count(plan.Held)} {(plan.Held == 1 ? "is" : "are")} in the base";
        string how = result is null ? "would be bundled" : $"bundled in {Place(result)} ({Figures.Bytes(result.Size)})";
        terminal.Error.Profile.Out.Writer.WriteLine($"{what} {how}; {held}.");
    }

    /// <summary>What a bundle holds.</summary>
    public static void WriteList(BundleStore bundle, bool json, Terminal terminal)
    {
        BundleIndex index = bundle.Index;
        if (json)
        {
            JsonLine.Write(terminal.Lines, "result", writer => List(writer, bundle));
            return;
        }

        foreach (NarInfo info in index.Objects)
            terminal.Lines.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{index.StoreDirectory.Print(info.Object.Path)}\t{info.Object.NarSize}"));
        terminal.Error.Profile.Out.Writer.WriteLine(
            $"{Figures.Count(index.Objects.Count, "store object")}, {Figures.Bytes(index.NarSize)} unpacked, {Figures.Bytes(index.FileSize)} packed; "
            + $"builds upon {Figures.Count(index.Base.Count, "path")}{(index.BaseName is { } name ? $" of {name}" : "")}; "
            + $"{(bundle.Signatures.Count > 0 ? Signed(bundle.Signatures.Select(signature => signature.KeyName)) : "not signed")}.");
    }

    /// <summary>What verifying found.</summary>
    public static void WriteVerification(BundleVerification found, BundleStore bundle, bool json, bool quiet, Terminal terminal)
    {
        if (json)
        {
            JsonLine.Write(terminal.Lines, "result", writer =>
            {
                writer.WriteString("outcome", found.IsSound ? "sound" : "bad");
                writer.WriteString("bundle", bundle.Source.Name);
                writer.WriteNumber("checked", found.Objects.Checked);
                writer.WriteNumber("bytes", found.Objects.Bytes);
                Texts(writer, "signedBy", found.SignedBy);
                Texts(writer, "flaws", found.Flaws);
                VerifyReport.WriteBad(writer, found.Objects, bundle);
            });
            return;
        }

        foreach (string flaw in found.Flaws)
            terminal.Lines.WriteLine(flaw);
        foreach (BadObject bad in found.Objects.Bad)
            terminal.Lines.WriteLine($"{bundle.Directory.Print(bad.Path)} {bad.Detail}");
        if (!quiet)
        {
            int wrong = found.Flaws.Count + found.Objects.Bad.Count;
            terminal.Error.Profile.Out.Writer.WriteLine(
                $"{Figures.Count(found.Objects.Checked, "store object")} in {bundle.Source.Name} verified: "
                + $"{(wrong == 0 ? "sound" : Figures.Count(wrong, "flaw"))}; {Signed(found.SignedBy)}.");
        }
    }

    /// <summary>What was copied, or would be.</summary>
    public static void WriteApplication(BundleApplyPlan plan, BundleStore bundle, IStore destination, bool dryRun, bool json, bool quiet, Terminal terminal)
    {
        if (json)
        {
            JsonLine.Write(terminal.Lines, "result", writer =>
            {
                writer.WriteString("outcome", dryRun ? "planned" : "applied");
                writer.WriteString("bundle", bundle.Source.Name);
                writer.WriteString("to", destination.Url);
                writer.WriteNumber("present", plan.Copy.Present);
                writer.WriteNumber("bytes", plan.Copy.Bytes);
                Texts(writer, "signedBy", plan.SignedBy);
                Texts(writer, "roots", bundle.Index.Roots.Select(bundle.Directory.Print));
                Texts(writer, "paths", plan.Copy.Copied.Select(info => bundle.Directory.Print(info.Path)));
            });
            return;
        }

        foreach (StorePath root in bundle.Index.Roots)
            terminal.Lines.WriteLine(bundle.Directory.Print(root));
        if (!quiet)
        {
            string what = $"{Figures.Count(plan.Copy.Copied.Count, "store object")}, {Figures.Bytes(plan.Copy.Bytes)}";
            terminal.Error.Profile.Out.Writer.WriteLine(
                $"{what} {(dryRun ? "would be copied" : "copied")} from {bundle.Source.Name} to {destination.Url}; {Figures.Count(plan.Copy.Present)} "
                + $"{(plan.Copy.Present == 1 ? "was" : "were")} there; {Signed(plan.SignedBy)}.");
        }
    }

    /// <summary>The medium that was made, or would be.</summary>
    public static void WriteMedium(IReadOnlyList<CopyPlan> plans, string file, string? sha256, bool json, bool quiet, Terminal terminal)
    {
        StoreObjectInfo[] added = [.. plans.SelectMany(plan => plan.Copied)];
        long bytes = added.Sum(info => info.NarSize);
        if (json)
        {
            JsonLine.Write(terminal.Lines, "result", writer =>
            {
                writer.WriteString("outcome", sha256 is null ? "planned" : "written");
                writer.WriteString("file", file);
                writer.WriteString("sha256", sha256);
                writer.WriteNumber("present", plans.Sum(plan => plan.Present));
                writer.WriteNumber("bytes", bytes);
                Texts(writer, "paths", added.Select(info => StoreDirectory.Default.Print(info.Path)));
            });
            return;
        }

        terminal.Lines.WriteLine(file);
        if (!quiet)
        {
            string what = $"{Figures.Count(added.Length, "store object")}, {Figures.Bytes(bytes)}";
            terminal.Error.Profile.Out.Writer.WriteLine($"{what} {(sha256 is null ? "would be added to the medium" : $"added to the medium; SHA-256 {sha256}")}.");
        }
    }

    private static void List(Utf8JsonWriter writer, BundleStore bundle)
    {
        BundleIndex index = bundle.Index;
        writer.WriteString("outcome", "listed");
        writer.WriteString("bundle", bundle.Source.Name);
        Texts(writer, "files", bundle.Source.Files);
        writer.WriteString("storeDir", index.StoreDirectory.Path);
        writer.WriteString("baseName", index.BaseName);
        writer.WriteString("baseDigest", index.BaseDigest.Format(HashEncoding.Sri));
        writer.WriteNumber("bytes", index.NarSize);
        writer.WriteNumber("packedBytes", index.FileSize);
        Texts(writer, "signedBy", bundle.Signatures.Select(signature => signature.KeyName));
        Texts(writer, "roots", index.Roots.Select(index.StoreDirectory.Print));
        Texts(writer, "base", index.Base.Select(index.StoreDirectory.Print));
        writer.WriteStartArray("objects");
        foreach (NarInfo info in index.Objects)
        {
            writer.WriteStartObject();
            writer.WriteString("path", index.StoreDirectory.Print(info.Object.Path));
            writer.WriteString("narHash", info.Object.NarHash.Format(HashEncoding.Sri));
            writer.WriteNumber("narSize", info.Object.NarSize);
            writer.WriteString("file", info.Url);
            writer.WriteNumber("fileSize", info.FileSize!.Value);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static string Place(BundleResult result) => result.Files is [string only]
        ? only
        : $"{Figures.Count(result.Files.Count - 1, "part")}, {result.Files[0]} to {result.Files[^2]}, with the list {result.Files[^1]}";

    private static string Signed(IEnumerable<string> keys)
    {
        string names = string.Join(", ", keys);
        return names.Length == 0 ? "signed by nobody who is trusted" : $"signed by {names}";
    }

    private static void Texts(Utf8JsonWriter writer, string name, IEnumerable<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (string text in texts)
            writer.WriteStringValue(text);
        writer.WriteEndArray();
    }
}
