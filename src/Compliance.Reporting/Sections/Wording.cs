using System.Collections.Immutable;
using System.Globalization;
using Compliance.Policy.Facts;
using Compliance.Policy.Results;
using Compliance.Reporting.Model;

namespace Compliance.Reporting.Sections;

/// <summary>How numbers, times, verdicts and things unknown are written, the same in every section.</summary>
internal static class Wording
{
    public static string Number(long value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary><c>1 image</c>, <c>2 images</c>.</summary>
    public static string Count(long value, string singular, string? plural = null) =>
        $"{Number(value)} {(value == 1 ? singular : plural ?? singular + "s")}";

    /// <summary>ISO 8601, UTC, whole seconds.</summary>
    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public static string Day(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary><c>14.2 MB</c>: decimal units, one digit.</summary>
    public static string Bytes(long bytes) => bytes switch
    {
        < 1_000 => Count(bytes, "byte"),
        < 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e3:0.0} kB"),
        < 1_000_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.0} MB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e9:0.0} GB"),
    };

    public static Inline.Badge Badge(Verdict verdict) => new(ToneOf(verdict), verdict.ToWords());

    public static Tone ToneOf(Verdict verdict) => verdict switch
    {
        Verdict.NotMet => Tone.Bad,
        Verdict.Met => Tone.Good,
        Verdict.NotApplicable => Tone.Muted,
        _ => Tone.Unknown,
    };

    public static Inline[] Known<T>(Knowable<T> value, Func<T, Inline> show) =>
        value.IsKnown ? [show(value.Value)] : Unknown(value.Reason);

    public static Inline[] Unknown(string reason) => [new Inline.Badge(Tone.Unknown, "unknown"), new Inline.Aside(reason)];

    public static Inline[] YesNo(Knowable<bool> value, Tone yes, Tone no) =>
        Known(value, answer => YesNo(answer, yes, no));

    public static Inline YesNo(bool value, Tone yes, Tone no) => value ? new Inline.Badge(yes, "yes") : new Inline.Badge(no, "no");

    /// <summary>A line of a cell: what is asked, then the answer.</summary>
    public static ImmutableArray<Inline> Asked(string question, params ReadOnlySpan<Inline> answer) => [new Inline.Aside($"{question}:"), " ", .. answer];

    /// <summary>A known word as a badge whose tone the word decides; words not listed stay neutral.</summary>
    public static Inline[] Word(Knowable<string> value) => Known(value, word => new Inline.Badge(ToneOf(word), word));

    /// <summary>The text, or what stands for nothing.</summary>
    public static Inline OrNone(string text, string none = "none stated") => text.Length == 0 ? new Inline.Aside(none) : new Inline.Text(text);

    public static Inline CodeOrNone(string text, string none = "none stated") => text.Length == 0 ? new Inline.Aside(none) : new Inline.Code(text);

    private static Tone ToneOf(string word) => word switch
    {
        "verified" or "ok" or "active" or "on" or "exact" or "tested" => Tone.Good,
        "failed" or "broken" or "revoked" or "off" or "inside" => Tone.Bad,
        "indeterminate" => Tone.Unknown,
        "declared-tested" or "declared-affirmed" or "conditional" or "candidate" or "historical" or "not-checkable" or "update-stream" or "in-process" or "interim-passed" or "affirmed" => Tone.Caution,
        _ => Tone.Neutral,
    };
}
