namespace Clu.Install.Layouts;

/// <summary>Which words layouts may use, so that none needs quoting in fstab, crypttab, sfdisk's script or on the kernel command line.</summary>
internal static class LayoutWords
{
    /// <summary>In words, for messages.</summary>
    public const string NameRule = "1 to 24 of A-Z a-z 0-9 _ -, a letter first";

    // Names go into mdadm's superblock after "any:", which has 32 bytes, and into GPT, which has 36 letters.
    private const int LongestName = 24;
    private const int LongestSubvolume = 64;
    private static readonly string[] _kernelFolders = ["/dev", "/proc", "/run", "/sys"];

    public static bool IsName(string text) =>
        text.Length is > 0 and <= LongestName && char.IsAsciiLetter(text[0]) && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-');

    public static bool IsLabel(string text) => !text.StartsWith('-') && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.');

    public static bool IsSubvolume(string text) =>
        text.Length is > 0 and <= LongestSubvolume && text is not ("." or "..") && !text.StartsWith('-')
        && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.' or '@');

    public static bool IsOption(string text) =>
        text.Length > 0 && !text.StartsWith('-') && text.All(c => c is > ' ' and < '\x7f' and not (',' or '\\' or '"' or '\''));

    public static bool IsPath(string text)
    {
        if (text == "/")
            return true;
        if (!text.StartsWith('/') || text.Any(c => c is <= ' ' or >= '\x7f' or '\\' or '"' or '\'' or '#'))
            return false;
        return text[1..].Split('/').All(part => part is not ("" or "." or ".."))
            && !_kernelFolders.Any(folder => text == folder || text.StartsWith(folder + "/", StringComparison.Ordinal));
    }

    public static bool IsZram(string text) =>
        text.Length is > 0 and <= 64 && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || " ()+-*/.,".Contains(c, StringComparison.Ordinal));
}
