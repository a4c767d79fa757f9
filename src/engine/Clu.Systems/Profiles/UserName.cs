using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using Clu.Binary;

namespace Clu.Systems.Profiles;

/// <summary>Login name of a user or name of a group, as Debian's adduser takes them.</summary>
public readonly partial record struct UserName
{
    private readonly string? _text;

    private UserName(string text) => _text = text;

    /// <summary>What is accepted, for messages.</summary>
    public const string Expected = "1 to 32 of a-z 0-9 _ - with a letter or _ first";

    /// <summary>The text; empty for the default value.</summary>
    public string Text => _text ?? "";

    /// <summary>Takes a text over, if it is one.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out UserName value)
    {
        bool valid = text is not null && Pattern().IsMatch(text);
        value = valid ? new UserName(text!) : default;
        return valid;
    }

    /// <summary>Takes a text over.</summary>
    /// <exception cref="CluException">CLU0403: it is none.</exception>
    public static UserName Parse(string text) => TryParse(text, out UserName value) ? value : throw ProfileErrors.BadText("user name", text, Expected);

    /// <inheritdoc/>
    public override string ToString() => Text;

    [GeneratedRegex(@"\A[a-z_][a-z0-9_-]{0,31}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
