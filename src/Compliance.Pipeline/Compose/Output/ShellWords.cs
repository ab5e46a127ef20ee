using System.Text;

namespace Compliance.Pipeline.Compose.Output;

/// <summary>
/// Splits a command line into words as apko does: blanks divide, quotes and backslashes keep together, a number sign at the beginning of a word starts a comment
/// to the end of the line. Nothing is expanded. In double quotes, too, a backslash stands for whatever follows it.
/// </summary>
internal static class ShellWords
{
    private const char None = '\0';

    /// <summary>The words of a line that <see cref="TrySplit"/> accepts; of another one those up to its end.</summary>
    public static IReadOnlyList<string> Split(string line)
    {
        TrySplit(line, out var words);
        return words;
    }

    /// <summary>False when a quote is not closed, or nothing follows a backslash.</summary>
    public static bool TrySplit(string line, out IReadOnlyList<string> words)
    {
        var found = new List<string>();
        words = found;
        StringBuilder? word = null;
        var quote = None;
        for (var i = 0; i < line.Length; i++)
        {
            var character = line[i];
            if (character == '\\' && quote != '\'')
            {
                if (++i == line.Length) return false;
                (word ??= new StringBuilder()).Append(line[i]);
            }
            else if (quote != None)
            {
                if (character == quote) quote = None;
                else word!.Append(character);
            }
            else if (character is '\'' or '"')
            {
                quote = character;
                word ??= new StringBuilder();
            }
            else if (character is ' ' or '\t' or '\r' or '\n')
            {
                if (word is not null) found.Add(word.ToString());
                word = null;
            }
            else if (character == '#' && word is null)
            {
                var end = line.IndexOf('\n', i);
                i = end < 0 ? line.Length : end;
            }
            else
            {
                (word ??= new StringBuilder()).Append(character);
            }
        }

        if (word is not null) found.Add(word.ToString());
        return quote == None;
    }
}
