using System.Globalization;
using System.Text;
using Clu.Binary;
using Clu.Nix.Hashing;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;

namespace Clu.Nix.Registrations;

/// <summary>
/// The text that <c>nix-store --load-db</c> reads: path, NAR hash, NAR size, deriver, count of references and the references, a line each, for one
/// object after the other. It carries no signatures and no content addresses. See <c>docs/formats/registration.md</c>.
/// </summary>
public static class RegistrationText
{
    /// <summary>Writes objects in the order given, byte for byte as <c>nix-store --dump-db</c> does.</summary>
    /// <param name="objects">The objects.</param>
    /// <param name="output">Gets the text; not disposed.</param>
    /// <param name="directory">Where the paths lie; null for <c>/nix/store</c>.</param>
    public static void Write(IEnumerable<StoreObjectInfo> objects, Stream output, StoreDirectory? directory = null)
    {
        directory ??= StoreDirectory.Default;
        StringBuilder text = new();
        foreach (StoreObjectInfo info in objects)
        {
            text.Clear();
            text.Append(directory.Print(info.Path)).Append('\n');
            text.Append(info.NarHash.Digits(HashEncoding.Base16)).Append('\n');
            text.Append(CultureInfo.InvariantCulture, $"{info.NarSize}\n");
            text.Append(info.Deriver is null ? "" : directory.Print(info.Deriver)).Append('\n');
            text.Append(CultureInfo.InvariantCulture, $"{info.References.Count}\n");
            foreach (StorePath reference in info.References)
                text.Append(directory.Print(reference)).Append('\n');
            output.Write(Encoding.ASCII.GetBytes(text.ToString()));
        }
    }

    /// <summary>Reads objects one by one, as they are asked for.</summary>
    /// <param name="input">Read to its end; not disposed.</param>
    /// <param name="directory">Where the paths must lie; null for <c>/nix/store</c>.</param>
    /// <param name="limits">How much to take.</param>
    /// <exception cref="MalformedDataException">While enumerating: a line is not what must stand there, is missing or too long.</exception>
    public static IEnumerable<StoreObjectInfo> Read(Stream input, StoreDirectory? directory = null, RegistrationLimits? limits = null)
    {
        directory ??= StoreDirectory.Default;
        limits ??= RegistrationLimits.Default;
        RegistrationLines lines = new(input, limits.MaxLineLength);
        for (int count = 0; !lines.AtEnd(); count++)
        {
            if (count == limits.MaxObjects)
                throw lines.Malformed("path", MalformedReason.LimitExceeded, $"at most {limits.MaxObjects} objects", "more");
            yield return ReadObject(lines, directory, limits);
        }
    }

    private static StoreObjectInfo ReadObject(RegistrationLines lines, StoreDirectory directory, RegistrationLimits limits)
    {
        StorePath path = Path(lines, directory, "path");
        Hash hash = NarHash(lines);
        long size = lines.Number(long.MaxValue, "NAR size");
        string deriver = lines.Next("deriver");
        StorePath? deriverPath = deriver.Length == 0 ? null : Parse(lines, directory, "deriver", deriver);
        int count = (int)lines.Number(limits.MaxReferences, "reference count");
        HashSet<StorePath> references = [];
        for (int i = 0; i < count; i++)
        {
            StorePath reference = Path(lines, directory, "reference");
            if (!references.Add(reference))
                throw lines.Malformed("reference", MalformedReason.Inconsistent, "each reference once", $"'{reference}' again");
        }

        return new StoreObjectInfo { Path = path, NarHash = hash, NarSize = size, Deriver = deriverPath, References = [.. references] };
    }

    private static StorePath Path(RegistrationLines lines, StoreDirectory directory, string field) =>
        Parse(lines, directory, field, lines.Next(field));

    private static StorePath Parse(RegistrationLines lines, StoreDirectory directory, string field, string text) =>
        directory.TryParse(text, out StorePath? path)
            ? path
            : throw lines.Malformed(field, MalformedReason.InvalidValue, $"a path in {directory}", $"'{text}'");

    private static Hash NarHash(RegistrationLines lines)
    {
        string text = lines.Next("NAR hash");
        try
        {
            return Hash.Parse(text, HashAlgorithm.Sha256);
        }
        catch (MalformedDataException e)
        {
            throw lines.Malformed("NAR hash", e.Reason, "a SHA-256 hash", $"'{text}'");
        }
    }
}
