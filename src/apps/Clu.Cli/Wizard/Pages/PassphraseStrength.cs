namespace Clu.Cli.Wizard.Pages;

/// <summary>A rough judgement of a passphrase. It is advice: a short one is taken too.</summary>
internal static class PassphraseStrength
{
    private const int Weak = 40;
    private const int Fair = 65;

    /// <summary>One sentence; null for an empty one.</summary>
    public static string? Of(string text) => text.Length == 0 ? null : Bits(text) switch
    {
        < Weak => "Weak: a few words that do not belong together are better, and easier to remember.",
        < Fair => "Fair.",
        _ => "Strong.",
    };

    /// <summary>About how many bits a guesser has to find: characters times the choice for each, where repeated ones count little.</summary>
    internal static double Bits(string text)
    {
        int choice = (text.Any(char.IsAsciiLetterLower) ? 26 : 0) + (text.Any(char.IsAsciiLetterUpper) ? 26 : 0) + (text.Any(char.IsAsciiDigit) ? 10 : 0)
            + (text.Any(c => !char.IsAsciiLetterOrDigit(c)) ? 20 : 0);
        // Of letters in words, and of rows of the same or of neighbours, the next is easily guessed.
        double count = text.Length == 0 ? 0 : 1;
        for (int i = 1; i < text.Length; i++)
            count += Math.Abs(text[i] - text[i - 1]) <= 1 ? 0.2 : char.IsAsciiLetterLower(text[i]) && char.IsAsciiLetter(text[i - 1]) ? 0.55 : 1;
        return choice == 0 ? 0 : count * Math.Log2(choice);
    }
}
