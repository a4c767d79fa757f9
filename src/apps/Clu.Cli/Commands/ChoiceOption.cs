using System.CommandLine;

namespace Clu.Cli.Commands;

/// <summary>An option whose value is one of a few words.</summary>
internal sealed class ChoiceOption<T> : Option<T>
{
    /// <summary>Makes the option.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="choices">The words, the default first.</param>
    public ChoiceOption(string name, params (string Word, T Value)[] choices)
        : base(name)
    {
        string words = string.Join('|', choices.Select(choice => choice.Word));
        HelpName = words;
        DefaultValueFactory = _ => choices[0].Value;
        // Else the names of the enumeration would be offered too.
        CompletionSources.Clear();
        CompletionSources.Add([.. choices.Select(choice => choice.Word)]);
        CustomParser = result =>
        {
            string word = result.Tokens[0].Value;
            foreach ((string candidate, T value) in choices)
            {
                if (candidate == word)
                    return value;
            }

            result.AddError($"{name} cannot be '{word}': expected {words.Replace("|", ", ", StringComparison.Ordinal)}");
            return default;
        };
    }
}
