using System.Diagnostics.CodeAnalysis;

namespace Clu.Nix.BinaryCaches;

/// <summary>The name of a root in a binary cache: letters, digits and <c>+ - . _ =</c>, not beginning with a dot, as file names on any server.</summary>
public sealed record CacheRootName
{
    /// <summary>Characters of a name at most.</summary>
    public const int MaxLength = 128;

    private CacheRootName(string text) => Text = text;

    /// <summary>The name.</summary>
    public string Text { get; }

    /// <summary>Takes a name, if it is one.</summary>
    public static bool TryCreate(string text, [NotNullWhen(true)] out CacheRootName? name)
    {
        bool sound = text.Length is > 0 and <= MaxLength && text[0] != '.' && text.All(c => char.IsAsciiLetterOrDigit(c) || "+-._=".Contains(c, StringComparison.Ordinal));
        name = sound ? new CacheRootName(text) : null;
        return sound;
    }

    /// <summary><see cref="Text"/>.</summary>
    public override string ToString() => Text;
}
