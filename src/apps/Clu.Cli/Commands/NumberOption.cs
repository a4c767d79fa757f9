using System.CommandLine;
using System.Globalization;

namespace Clu.Cli.Commands;

/// <summary>An option whose value is a whole number; null when it is not given.</summary>
internal sealed class NumberOption : Option<int?>
{
    /// <summary>Makes the option.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="lowest">Smallest number allowed.</param>
    /// <param name="highest">Largest number allowed.</param>
    public NumberOption(string name, int lowest, int highest)
        : base(name) => CustomParser = result =>
        {
            string word = result.Tokens[0].Value;
            if (int.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) && number >= lowest && number <= highest)
                return number;
            result.AddError($"{name} cannot be '{word}': expected a number from {lowest} to {highest}");
            return null;
        };
}
