using System.Text;
using Clu.Media.Qemu;

namespace Clu.Install.Tools;

/// <summary>Commands as people read them, and would type them.</summary>
public static class ToolText
{
    private const int MostLines = 4;

    /// <summary>One line for a shell. Input is shown as a here-string unless it is a secret.</summary>
    public static string Of(ToolCommand command)
    {
        StringBuilder text = new();
        if (command.InTarget)
            text.Append("nixos-enter -- ");
        foreach ((string name, string value) in command.Environment.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            text.Append(name).Append('=').Append(ShellQuoting.Quote(value)).Append(' ');
        text.Append(command.Program);
        foreach (string argument in command.Arguments)
            text.Append(' ').Append(ShellQuoting.Quote(argument));
        if (command.Input is { } input)
            text.Append(input.Secret is { } secret ? $" < ({secret})" : $" <<< {ShellQuoting.Quote(Encoding.UTF8.GetString(input.Bytes.Span))}");
        return text.ToString();
    }

    /// <summary>The end of what a program printed, on one line.</summary>
    public static string LastLines(string output)
    {
        string[] lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return lines.Length == 0 ? "it printed nothing" : string.Join("; ", lines.TakeLast(MostLines));
    }
}
