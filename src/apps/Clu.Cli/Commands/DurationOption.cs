using System.CommandLine;
using System.Globalization;

namespace Clu.Cli.Commands;

/// <summary>An option whose value is a time: a number with s, m, h, d or w behind it, or 0.</summary>
internal sealed class DurationOption : Option<TimeSpan?>
{
    private const double MostDays = 36_500;

    /// <summary>Makes the option.</summary>
    /// <param name="name">Its name.</param>
    public DurationOption(string name)
        : base(name)
    {
        HelpName = "TIME";
        CustomParser = result =>
        {
            string word = result.Tokens[0].Value;
            if (word == "0")
                return TimeSpan.Zero;
            double? unit = word.Length < 2 ? null : word[^1] switch
            {
                's' => 1d / 86_400,
                'm' => 1d / 1440,
                'h' => 1d / 24,
                'd' => 1,
                'w' => 7,
                _ => null,
            };
            if (unit is { } days && int.TryParse(word.AsSpan(0, word.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number * days <= MostDays)
                return TimeSpan.FromDays(number * days);
            result.AddError($"{name} cannot be '{word}': expected a time such as 30d, 12h or 0");
            return null;
        };
    }
}
