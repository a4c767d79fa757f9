using System.Text.Json;
using Clu.Cli.Text;
using Clu.Stores;
using Clu.Stores.Verification;

namespace Clu.Cli.Reports;

/// <summary>Says what <c>clu verify</c> found.</summary>
internal static class VerifyReport
{
    /// <summary>Writes it.</summary>
    public static void Write(VerifyResult result, IStore store, bool json, bool quiet, Terminal terminal)
    {
        if (json)
        {
            WriteJson(result, store, terminal.Lines);
            return;
        }

        foreach (BadObject bad in result.Bad)
            terminal.Lines.WriteLine($"{store.Directory.Print(bad.Path)} {bad.Detail}{(bad.Repaired ? " (repaired)" : "")}");
        if (quiet)
            return;
        int repaired = Paths(result.Bad.Where(bad => bad.Repaired)), left = Paths(result.Bad.Where(bad => !bad.Repaired));
        terminal.Error.Profile.Out.Writer.WriteLine(
            $"{Figures.Count(result.Checked, "store object")} in {store.Url} verified: {Figures.Count(left)} bad{(repaired > 0 ? $", {Figures.Count(repaired)} repaired" : "")}.");
    }

    /// <summary>What is wrong, as the member <c>bad</c>.</summary>
    public static void WriteBad(Utf8JsonWriter writer, VerifyResult result, IStore store)
    {
        writer.WriteStartArray("bad");
        foreach (BadObject bad in result.Bad)
        {
            writer.WriteStartObject();
            writer.WriteString("path", store.Directory.Print(bad.Path));
            writer.WriteString("fault", Word(bad.Fault));
            writer.WriteString("detail", bad.Detail);
            writer.WriteBoolean("repaired", bad.Repaired);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static int Paths(IEnumerable<BadObject> bad) => bad.Select(one => one.Path).Distinct().Count();

    private static void WriteJson(VerifyResult result, IStore store, TextWriter lines) => JsonLine.Write(lines, "result", writer =>
    {
        writer.WriteString("outcome", result.IsSound ? "sound" : "bad");
        writer.WriteString("store", store.Url);
        writer.WriteNumber("checked", result.Checked);
        writer.WriteNumber("bytes", result.Bytes);
        WriteBad(writer, result, store);
    });

    private static string Word(Fault fault) => fault switch
    {
        Fault.Missing => "missing",
        Fault.Unreadable => "unreadable",
        Fault.Modified => "modified",
        Fault.WrongAddress => "wrong-address",
        Fault.Untrusted => "untrusted",
    };
}
