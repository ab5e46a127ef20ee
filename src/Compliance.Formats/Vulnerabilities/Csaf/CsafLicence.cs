namespace Compliance.Formats.Vulnerabilities.Csaf;

/// <summary>SPDX license expressions as CSAF 2.1 takes them (SPDX 2.3 annex D, without references into other documents). Whether an id is in SPDX's list is not asked.</summary>
internal static class CsafLicence
{
    private const int MaxTokens = 1_000;

    public static bool IsExpression(string text)
    {
        var tokens = text.Replace("(", " ( ", StringComparison.Ordinal).Replace(")", " ) ", StringComparison.Ordinal).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var (depth, wantsOperand) = (0, true);
        if (tokens.Length > MaxTokens) return false;
        for (var index = 0; index < tokens.Length; index++)
        {
            var token = tokens[index];
            if (token == "(" && wantsOperand) depth++;
            else if (token == ")" && !wantsOperand && depth > 0) depth--;
            else if (token is "AND" or "OR" && !wantsOperand) wantsOperand = true;
            else if (token == "WITH" && !wantsOperand && index + 1 < tokens.Length && tokens[index - 1] != ")" && IsId(tokens[index + 1], "AdditionRef-")) index++;
            else if (wantsOperand && token is not ("AND" or "OR" or "WITH") && IsLicence(token)) wantsOperand = false;
            else return false;
        }

        return !wantsOperand && depth == 0;
    }

    private static bool IsLicence(string token)
    {
        // "+" means "or later" for licences of the list only.
        if (token.StartsWith("LicenseRef-", StringComparison.OrdinalIgnoreCase)) return IsId(token, "LicenseRef-");
        return IsId(token.EndsWith('+') ? token[..^1] : token, "LicenseRef-");
    }

    private static bool IsId(string token, string prefix) =>
        token.Length > 0 && token.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '.')
        && (!token.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) || (token.StartsWith(prefix, StringComparison.Ordinal) && token.Length > prefix.Length));
}
