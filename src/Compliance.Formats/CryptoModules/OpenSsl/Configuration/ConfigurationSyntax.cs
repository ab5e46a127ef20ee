namespace Compliance.Formats.CryptoModules.OpenSsl.Configuration;

/// <summary>Character classes of OpenSSL's default configuration method (<c>crypto/conf/conf_def.h</c>, config(5)).</summary>
internal static class ConfigurationSyntax
{
    public static bool IsSpace(char character) => character is ' ' or '\t' or '\r' or '\n';

    public static bool IsQuote(char character) => character is '"' or '\'' or '`';

    /// <summary>Characters of variable names.</summary>
    public static bool IsWord(char character) => char.IsAsciiLetterOrDigit(character) || character == '_';

    /// <summary>Characters of section and setting names.</summary>
    public static bool IsName(char character) => IsWord(character) || "!.%&*+,/;?@^~|-".Contains(character, StringComparison.Ordinal);

    public static int SkipSpace(string text, int at)
    {
        while (at < text.Length && IsSpace(text[at])) at++;
        return at;
    }

    /// <summary>The end of a name; a backslash takes the next character along.</summary>
    public static int SkipName(string text, int at, bool dollarInNames)
    {
        while (at < text.Length)
        {
            if (text[at] == '\\') at = Math.Min(at + 2, text.Length);
            else if (IsName(text[at]) || (dollarInNames && text[at] == '$')) at++;
            else break;
        }

        return at;
    }

    /// <summary>The line without its comment: <c>#</c> outside quotes and not escaped.</summary>
    public static string WithoutComment(string line)
    {
        for (var at = 0; at < line.Length;)
        {
            if (line[at] == '#') return line[..at];
            if (IsQuote(line[at])) at = SkipQuoted(line, at);
            else if (line[at] == '\\') at += 2;
            else at++;
        }

        return line;
    }

    private static int SkipQuoted(string line, int at)
    {
        var quote = line[at++];
        while (at < line.Length && line[at] != quote) at += line[at] == '\\' ? 2 : 1;
        return Math.Min(at + 1, line.Length);
    }
}
