using System.CommandLine;
using System.Globalization;

namespace Clu.Cli.Commands;

/// <summary>An option whose value is a number of days, <c>30d</c>.</summary>
internal sealed class DaysOption : Option<TimeSpan?>
{
    private const int Most = 100_000;

    /// <summary>Makes the option.</summary>
    public DaysOption(string name)
        : base(name)
    {
        HelpName = "DAYS";
        CustomParser = result =>
        {
            string word = result.Tokens[0].Value;
            if (word.EndsWith('d') && int.TryParse(word[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out int days) && days is > 0 and <= Most)
                return TimeSpan.FromDays(days);
            result.AddError($"{name} cannot be '{word}': expected a number of days such as 30d");
            return null;
        };
    }
}
