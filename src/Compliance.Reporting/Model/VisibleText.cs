using System.Globalization;
using System.Text;

namespace Compliance.Reporting.Model;

/// <summary>
/// Makes untrusted text safe to look at: characters that are invisible, that reorder their neighbours or that no document may hold are
/// written as <c>\u{HEX}</c>, long runs of combining marks are cut the same way, and what exceeds the bound is replaced by a count.
/// </summary>
public static class VisibleText
{
    /// <summary>Characters of one piece of text; longer ones end in <c>… (N more characters)</c>.</summary>
    public const int MaxLength = 1_200;

    private const int MaxMarks = 4;

    /// <param name="maxLength">UTF-16 code units of <paramref name="text"/> that are kept.</param>
    public static string Of(string text, int maxLength = MaxLength)
    {
        var kept = text.Length <= maxLength ? text : text[..CutBefore(text, maxLength)];
        if (kept.Length == text.Length && IsPlain(kept)) return text;
        var visible = new StringBuilder(kept.Length + 16);
        var marks = 0;
        for (var at = 0; at < kept.Length;)
        {
            if (!Rune.TryGetRuneAt(kept, at, out var rune))
            {
                AppendCode(visible, kept[at++]);
                marks = 0;
                continue;
            }

            at += rune.Utf16SequenceLength;
            var category = Rune.GetUnicodeCategory(rune);
            marks = category is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark ? marks + 1 : 0;
            if (Hides(rune, category) || marks > MaxMarks) AppendCode(visible, rune.Value);
            else visible.Append(rune.ToString());
        }

        if (kept.Length < text.Length)
            visible.Append(CultureInfo.InvariantCulture, $"… ({text.Length - kept.Length:#,0} more characters)");
        return visible.ToString();
    }

    /// <summary>The same text with <c>\u{HEX}</c> for each character that <paramref name="canShow"/> refuses.</summary>
    internal static string Spell(string text, Func<int, bool> canShow)
    {
        StringBuilder? spelled = null;
        var at = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (canShow(rune.Value))
            {
                spelled?.Append(rune.ToString());
            }
            else
            {
                spelled ??= new StringBuilder(text.Length + 16).Append(text, 0, at);
                AppendCode(spelled, rune.Value);
            }

            at += rune.Utf16SequenceLength;
        }

        return spelled?.ToString() ?? text;
    }

    private static bool IsPlain(string text) => text.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0;

    private static int CutBefore(string text, int maxLength) =>
        maxLength > 0 && char.IsHighSurrogate(text[maxLength - 1]) ? maxLength - 1 : maxLength;

    private static void AppendCode(StringBuilder target, int value) => target.Append(CultureInfo.InvariantCulture, $"\\u{{{value:X}}}");

    private static bool Hides(Rune rune, UnicodeCategory category) => category switch
    {
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse => true,
        UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => true,
        UnicodeCategory.SpaceSeparator => rune.Value != ' ',
        UnicodeCategory.OtherNotAssigned => true,
        _ => rune.Value is 0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or 0x2800 or 0x3164 or 0xFFA0 or 0xFFFC or (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF),
    };
}
