using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Clu.Install.Answers.Values;

/// <summary>A domain, as a resolver searches it.</summary>
public readonly partial record struct DomainName
{
    /// <summary>What is accepted, for messages.</summary>
    public const string Expected = "a domain like example.org";

    private readonly string? _text;

    private DomainName(string text) => _text = text;

    /// <summary>The text; empty for the default value.</summary>
    public string Text => _text ?? "";

    /// <summary>Takes a text over, if it is one.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out DomainName value)
    {
        bool valid = text is not null && Pattern().IsMatch(text);
        value = valid ? new DomainName(text!) : default;
        return valid;
    }

    /// <inheritdoc/>
    public override string ToString() => Text;

    [GeneratedRegex(@"\A(?=.{1,253}\z)[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9])?(\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9])?)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
