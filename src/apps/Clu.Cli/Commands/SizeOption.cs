using System.CommandLine;
using System.Globalization;

namespace Clu.Cli.Commands;

/// <summary>An option whose value is a size: bytes, or a number with <c>K</c>, <c>M</c>, <c>G</c> or <c>T</c> of 1024, 1024² and so on.</summary>
internal sealed class SizeOption : Option<long?>
{
    private const string Units = "KMGT";

    /// <summary>Makes the option.</summary>
    public SizeOption(string name)
        : base(name)
    {
        HelpName = "SIZE";
        CustomParser = result =>
        {
            string word = result.Tokens[0].Value;
            int unit = word.Length > 0 ? Units.IndexOf(char.ToUpperInvariant(word[^1]), StringComparison.Ordinal) : -1;
            if (long.TryParse(unit < 0 ? word : word[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out long number)
                && number <= long.MaxValue >> (10 * (unit + 1)))
            {
                return number << (10 * (unit + 1));
            }

            result.AddError($"{name} cannot be '{word}': expected a size such as 500M or 2G");
            return null;
        };
    }
}
