using System.Globalization;
using Clu.Cli.Text;
using Clu.Media.Checksums;

namespace Clu.Cli.Reports;

/// <summary>Says what <c>clu verify</c> found on a medium.</summary>
internal static class MediumChecksumReport
{
    /// <summary>Writes it.</summary>
    public static void Write(MediumChecksumResult result, bool json, bool quiet, Terminal terminal)
    {
        if (json)
        {
            WriteJson(result, terminal.Lines);
            return;
        }

        foreach (MediumDamage damage in result.Damage)
            terminal.Lines.WriteLine(string.Create(CultureInfo.InvariantCulture, $"bytes {damage.Position} to {damage.Position + damage.Length - 1} {damage.Detail}"));
        if (quiet || !result.IsSound)
            return;
        terminal.Lines.WriteLine($"{result.Path} is sound: {Figures.Bytes(result.Length)}, checksum {result.Checksum[..16]}…, {Area(result.PersonalArea)}");
    }

    private static void WriteJson(MediumChecksumResult result, TextWriter lines) => JsonLine.Write(lines, "result", writer =>
    {
        writer.WriteString("outcome", result.IsSound ? "sound" : "damaged");
        writer.WriteString("medium", result.Path);
        writer.WriteNumber("size", result.Length);
        writer.WriteString("checksum", result.Checksum);
        writer.WriteString("personalArea", result.PersonalArea switch
        {
            PersonalAreaState.None => "none",
            PersonalAreaState.Empty => "empty",
            PersonalAreaState.Filled => "filled",
            PersonalAreaState.Damaged => "damaged",
        });
        writer.WriteStartArray("damage");
        foreach (MediumDamage damage in result.Damage)
        {
            writer.WriteStartObject();
            writer.WriteString("kind", Word(damage.Kind));
            writer.WriteNumber("position", damage.Position);
            writer.WriteNumber("length", damage.Length);
            writer.WriteString("detail", damage.Detail);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });

    private static string Area(PersonalAreaState state) => state switch
    {
        PersonalAreaState.None => "without a personal area",
        PersonalAreaState.Empty => "nothing personal on it",
        PersonalAreaState.Filled => "personal area filled",
        PersonalAreaState.Damaged => "personal area damaged",
    };

    private static string Word(MediumDamageKind kind) => kind switch
    {
        MediumDamageKind.Content => "content",
        MediumDamageKind.Checksum => "checksum",
        MediumDamageKind.PersonalArea => "personal-area",
        MediumDamageKind.Unreadable => "unreadable",
        MediumDamageKind.CutOff => "cut-off",
        MediumDamageKind.TooLong => "too-long",
    };
}
