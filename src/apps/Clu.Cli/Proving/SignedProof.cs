using System.Text.Json;
using Clu.Binary;
using Clu.Cli.Reports;
using Clu.Cli.Text;
using Clu.Media.Proofs;
using Clu.Nix.Signatures;

namespace Clu.Cli.Proving;

/// <summary>A report of a proof as two lines: the report, and a signature of its bytes. See <c>docs/prove.md</c>.</summary>
internal static class SignedProof
{
    private const int MaxLength = 256 << 20;

    /// <summary>Writes the report, and where there is a key its signature.</summary>
    public static void Write(MediumProof proof, SecretKey? key, TextWriter lines)
    {
        StringWriter line = new();
        ProofJson.Write(proof, line);
        string text = line.ToString().TrimEnd('\n');
        lines.WriteLine(text);
        if (key is null)
            return;
        Signature signature = key.Sign(text);
        JsonLine.Write(lines, "signature", writer =>
        {
            writer.WriteString("key", key.PublicKey.ToString());
            writer.WriteString("signature", signature.ToString());
        });
    }

    /// <summary>Whether a file is a report, and not a medium: it begins as JSON does.</summary>
    public static bool IsOne(string file)
    {
        if (!File.Exists(file))
            return false;
        using FileStream stream = File.OpenRead(file);
        return stream.ReadByte() == '{';
    }

    /// <summary>Checks the signature of a report.</summary>
    /// <param name="file">The report.</param>
    /// <param name="keys">Public keys that count.</param>
    /// <returns>What the report says, of what, and by which key.</returns>
    /// <exception cref="CluException">CLU0921: it is not signed, or by nobody who is trusted, or was changed.</exception>
    public static (bool Holds, string Subject, string Key) Check(string file, IReadOnlyList<string> keys)
    {
        if (new FileInfo(file).Length > MaxLength)
            throw CliErrors.NoSignedReport(file, "it is too long");
        string[] lines = File.ReadAllText(file).TrimEnd('\n').Split('\n');
        if (lines.Length != 2)
            throw CliErrors.NoSignedReport(file, "it is not a report and its signature");
        if (keys.Count == 0)
            throw CliErrors.NoSignedReport(file, "no key was given that counts");
        try
        {
            using JsonDocument report = JsonDocument.Parse(lines[0]), signed = JsonDocument.Parse(lines[1]);
            Signature signature = Signature.Parse(signed.RootElement.GetProperty("signature").GetString() ?? "");
            PublicKey? key = keys.Select(PublicKey.Parse).FirstOrDefault(key => key.Verifies(lines[0], signature));
            return key is null
                ? throw CliErrors.NoSignedReport(file, $"no trusted key made the signature of '{signature.KeyName}', or it was changed")
                : (report.RootElement.GetProperty("holds").GetBoolean(), report.RootElement.GetProperty("subject").GetString() ?? "", key.Name);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw CliErrors.NoSignedReport(file, e.Message);
        }
    }
}
