using System.Text;

namespace Clu.Media.Inspection.BootMenus;

/// <summary>Cuts a GRUB script into commands of words: quotes, escapes, comments, variables (GRUB manual, "Shell-like scripting").</summary>
/// <param name="text">The script.</param>
/// <param name="variables">Values by name; looked up as words are read. One that is not there is empty.</param>
internal sealed class GrubCommands(string text, Dictionary<string, string> variables)
{
    /// <summary>The last word of a command that opens a block.</summary>
    public const string Open = "{";

    /// <summary>The only word of a command that closes a block.</summary>
    public const string Close = "}";

    private readonly StringBuilder _word = new();
    private int _at;

    /// <summary>Whether a word has begun, be it empty: <c>''</c>.</summary>
    private bool _inWord;

    /// <summary>Reads commands one by one, so that variables set by one count in the next.</summary>
    public IEnumerable<IReadOnlyList<string>> Read()
    {
        List<string> command = [];
        while (_at < text.Length)
        {
            char c = text[_at++];
            bool alone = !_inWord && (_at >= text.Length || char.IsWhiteSpace(text[_at]) || text[_at] == ';');
            if (c is '\n' or ';' || (c is '{' or '}' && alone))
            {
                EndWord(command);
                if (c == '{')
                    command.Add(Open);
                if (command.Count > 0)
                    yield return command;
                command = [];
                if (c == '}')
                    yield return [Close];
            }
            else if (char.IsWhiteSpace(c))
            {
                EndWord(command);
            }
            else if (c == '#' && !_inWord)
            {
                while (_at < text.Length && text[_at] != '\n')
                    _at++;
            }
            else
            {
                Take(c);
            }
        }

        EndWord(command);
        if (command.Count > 0)
            yield return command;
    }

    private void Take(char c)
    {
        switch (c)
        {
            case '\\':
                Escaped();
                break;
            case '\'':
                _inWord = true;
                int end = text.IndexOf('\'', _at);
                end = end < 0 ? text.Length : end;
                _word.Append(text, _at, end - _at);
                _at = Math.Min(end + 1, text.Length);
                break;
            case '"':
                Quoted();
                break;
            case '$':
                string value = Variable();
                _inWord |= value.Length > 0;
                _word.Append(value);
                break;
            default:
                _inWord = true;
                _word.Append(c);
                break;
        }
    }

    private void Escaped()
    {
        if (_at >= text.Length)
            return;
        char c = text[_at++];
        if (c == '\n')
            return;
        _inWord = true;
        _word.Append(c);
    }

    private void Quoted()
    {
        _inWord = true;
        while (_at < text.Length && text[_at++] is var c and not '"')
        {
            if (c == '\\' && _at < text.Length && text[_at] is '"' or '\\' or '$')
                _word.Append(text[_at++]);
            else if (c == '$')
                _word.Append(Variable());
            else
                _word.Append(c);
        }
    }

    private string Variable()
    {
        bool braces = _at < text.Length && text[_at] == '{';
        int start = braces ? _at + 1 : _at;
        int end = start;
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] is '_' or '?' or '@' or '*' or '#'))
            end++;
        _at = braces && end < text.Length && text[end] == '}' ? end + 1 : end;
        return variables.GetValueOrDefault(text[start..end], "");
    }

    private void EndWord(List<string> command)
    {
        if (_inWord)
            command.Add(_word.ToString());
        _inWord = false;
        _word.Clear();
    }
}
