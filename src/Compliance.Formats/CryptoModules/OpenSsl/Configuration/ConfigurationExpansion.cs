using System.Text;

namespace Compliance.Formats.CryptoModules.OpenSsl.Configuration;

/// <summary>A value after quotes, escapes and variables, or why OpenSSL refuses it.</summary>
internal readonly record struct ConfigurationExpansion(string? Value, string? Error)
{
    /// <summary><c>MAX_CONF_VALUE_LENGTH</c> of <c>conf_def.c</c>.</summary>
    private const int MaxValueLength = 65_536;

    public static ConfigurationExpansion Of(string text, string section, ConfigurationSettings settings, bool dollarInNames)
    {
        var value = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length;)
        {
            var character = text[at];
            if (ConfigurationSyntax.IsQuote(character))
            {
                at = Quoted(text, at, value);
            }
            else if (character == '\\')
            {
                if (++at < text.Length) value.Append(Escaped(text[at++]));
            }
            else if (character == '$' && (!dollarInNames || (at + 1 < text.Length && text[at + 1] is '{' or '(')))
            {
                var (next, variable, error) = Variable(text, at + 1, section, settings, dollarInNames);
                if (error is not null) return new ConfigurationExpansion(null, error);
                value.Append(variable);
                at = next;
            }
            else
            {
                value.Append(character);
                at++;
            }

            if (value.Length > MaxValueLength) return new ConfigurationExpansion(null, "a variable expands to more than OpenSSL allows");
        }

        return new ConfigurationExpansion(value.ToString(), null);
    }

    /// <summary>Between quotes a backslash takes the next character as it is, and variables are not expanded.</summary>
    private static int Quoted(string text, int at, StringBuilder value)
    {
        var quote = text[at++];
        while (at < text.Length && text[at] != quote)
        {
            if (text[at] == '\\' && ++at == text.Length) break;
            value.Append(text[at++]);
        }

        return at < text.Length ? at + 1 : at;
    }

    private static char Escaped(char character) => character switch { 'r' => '\r', 'n' => '\n', 'b' => '\b', 't' => '\t', _ => character };

    private static (int Next, string? Value, string? Error) Variable(string text, int at, string section, ConfigurationSettings settings, bool dollarInNames)
    {
        var close = at < text.Length ? text[at] switch { '{' => '}', '(' => ')', _ => '\0' } : '\0';
        if (close != '\0') at++;
        var end = Word(text, at, dollarInNames);
        var (from, name) = (section, text[at..end]);
        if (string.CompareOrdinal(text, end, "::", 0, 2) == 0)
        {
            var start = end + 2;
            end = Word(text, start, dollarInNames);
            (from, name) = (name, text[start..end]);
        }

        if (close != '\0')
        {
            if (end == text.Length || text[end] != close) return (0, null, "a variable has no closing brace");
            end++;
        }

        return settings.Find(from, name) is { } value ? (end, value, null) : (0, null, $"variable '{from}::{name}' has no value");
    }

    private static int Word(string text, int at, bool dollarInNames)
    {
        while (at < text.Length && (ConfigurationSyntax.IsWord(text[at]) || (dollarInNames && text[at] == '$'))) at++;
        return at;
    }
}
