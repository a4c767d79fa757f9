using System.Text.RegularExpressions;

namespace Clu.Install.Answers.Finding;

/// <summary>A place that somebody names: a file, an address, or a file system by its label.</summary>
internal abstract partial record AnswerPlace
{
    public sealed record LocalFile(string Path) : AnswerPlace;

    public sealed record Address(Uri Uri) : AnswerPlace;

    /// <param name="Label">Label of the file system.</param>
    /// <param name="Path">Path from its root, with a slash in front; null looks for the usual names.</param>
    public sealed record Volume(string Label, string? Path) : AnswerPlace;

    /// <summary>Reads what <c>--answers</c> or <c>clu.answers=</c> gives.</summary>
    /// <param name="text">The text.</param>
    /// <param name="bareIsLabel">Whether a word alone is a label; else it is a file in the current folder.</param>
    /// <exception cref="Clu.Binary.CluException">CLU0632.</exception>
    public static AnswerPlace Parse(string text, bool bareIsLabel)
    {
        if (text.Contains("://", StringComparison.Ordinal))
        {
            return Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) && uri.Scheme is "http" or "https"
                ? new Address(uri)
                : throw InstallErrors.BadPlace(text, "an address begins with http: or https:");
        }

        if (text.StartsWith("LABEL=", StringComparison.Ordinal))
        {
            string rest = text["LABEL=".Length..];
            int colon = rest.IndexOf(':', StringComparison.Ordinal);
            string label = colon < 0 ? rest : rest[..colon];
            string? path = colon < 0 ? null : rest[(colon + 1)..];
            if (!LabelPattern().IsMatch(label))
                throw InstallErrors.BadPlace(text, "a label has 1 to 36 of A-Z a-z 0-9 _ . -");
            if (path is not null && (path.Length < 2 || path[0] != '/' || path.Split('/').Contains("..")))
                throw InstallErrors.BadPlace(text, "the path after the label begins with a slash and has no ..");
            return new Volume(label, path);
        }

        if (bareIsLabel && !text.StartsWith('/'))
            return LabelPattern().IsMatch(text) ? new Volume(text, null) : throw InstallErrors.BadPlace(text, "it is neither an absolute path nor a label");
        return text.Length > 0 && !text.Contains('\0', StringComparison.Ordinal) ? new LocalFile(text) : throw InstallErrors.BadPlace(text, "it is empty");
    }

    /// <summary>The last <c>clu.answers=</c> of a kernel's command line; null when there is none.</summary>
    public static string? OfCommandLine(string commandLine)
    {
        string? last = null;
        foreach (Match word in Word().Matches(commandLine))
        {
            string text = word.Value.Replace("\"", "", StringComparison.Ordinal);
            if (text.StartsWith("clu.answers=", StringComparison.Ordinal))
                last = text["clu.answers=".Length..];
        }

        return last;
    }

    [GeneratedRegex(@"\A[A-Za-z0-9_.-]{1,36}\z", RegexOptions.CultureInvariant)]
    private static partial Regex LabelPattern();

    [GeneratedRegex(@"(?:""[^""]*""|[^\s""])+", RegexOptions.CultureInvariant)]
    private static partial Regex Word();
}
