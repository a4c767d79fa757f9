using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Clu.Install.Answers.Values;

/// <summary>
/// Hash of a password as <c>/etc/shadow</c> has it (crypt(5)). The traditional DES hashes are refused: they are broken by hand, and a password that was
/// typed in by mistake looks like one.
/// </summary>
public readonly partial record struct PasswordHash
{
    /// <summary>What is accepted, for messages.</summary>
    public const string Expected = "what `mkpasswd` prints, like $y$j9T$…, or ! for no password";

    private readonly string? _text;

    private PasswordHash(string text) => _text = text;

    /// <summary>Nobody gets in by password.</summary>
    public static PasswordHash Locked { get; } = new("!");

    /// <summary>The text; empty for the default value.</summary>
    public string Text => _text ?? "";

    /// <summary>Whether some password fits.</summary>
    public bool LetsIn => Text.StartsWith('$');

    /// <summary>Takes a text over, if it is one.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out PasswordHash value)
    {
        bool valid = text is not null && Pattern().IsMatch(text);
        value = valid ? new PasswordHash(text!) : default;
        return valid;
    }

    /// <summary>Its method alone: a hash is shown to nobody.</summary>
    public override string ToString() => LetsIn ? $"${Text.Split('$')[1]}$…" : Text;

    [GeneratedRegex(@"\A(!|\*|\$(y|gy|7|6|5|sm3|2[abxy]|1|md5|sha1|scrypt)\$[A-Za-z0-9./$,=]{8,250})\z", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
