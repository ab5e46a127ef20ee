using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Text;

namespace Compliance.Policy.Library.Matrix;

/// <summary>The control matrix as a page. The same library gives the same bytes.</summary>
public static class ControlMatrixText
{
    private static readonly ImmutableArray<string> Headings = ["control", "objective", "title", "policies", "profiles", "force", "kind"];

    private const string NeedTitle = "Needs human evidence";

    private static readonly ImmutableArray<string> NeedHeadings = ["check", "what is asked", "method", "what to provide", "answered in part by", "objectives and rules"];

    private const string Style =
        "body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:80rem;padding:0 1rem;color:#1a1a1a;background:#fff}table{border-collapse:collapse;width:100%;margin:1rem 0 2rem}"
        + "th,td{text-align:left;vertical-align:top;padding:.35rem .6rem;border-bottom:1px solid #ccc}th{position:sticky;top:0;background:#fff}code{font-size:.9em}"
        + "@media(prefers-color-scheme:dark){body,th{color:#eee;background:#111}th,td{border-color:#444}}@media print{th{position:static}}";

    /// <param name="needs">What needs human evidence, after the tables of controls.</param>
    public static string Markdown(ImmutableArray<ControlMatrixRow> rows, ImmutableArray<NeedRow> needs)
    {
        var text = new StringBuilder("# Control matrix\n\nWhich policies speak to which controls. A policy supports or contradicts an objective; *satisfied* is the assessor's word.\n");
        foreach (var framework in rows.GroupBy(row => row.Framework, StringComparer.Ordinal))
        {
            MarkdownTable(text, framework.Key, Headings, framework.Select(row => Cells(row, id => $"`{id}`")));
        }

        if (!needs.IsEmpty) MarkdownTable(text, NeedTitle, NeedHeadings, needs.Select(need => Cells(need, id => $"`{id}`")));
        return text.ToString();
    }

    /// <summary>One page without scripts or anything from elsewhere.</summary>
    public static string Html(ImmutableArray<ControlMatrixRow> rows, ImmutableArray<NeedRow> needs)
    {
        var text = new StringBuilder($"<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n<title>Control matrix</title>\n<style>{Style}</style>\n</head>\n<body>\n<main>\n<h1>Control matrix</h1>\n");
        text.Append("<p>Which policies speak to which controls. A policy supports or contradicts an objective; <em>satisfied</em> is the assessor's word.</p>\n");
        foreach (var framework in rows.GroupBy(row => row.Framework, StringComparer.Ordinal))
        {
            HtmlTable(text, framework.Key, Headings, framework.Select(row => Cells(row, id => id)));
        }

        if (!needs.IsEmpty) HtmlTable(text, NeedTitle, NeedHeadings, needs.Select(need => Cells(need, id => id)));
        return text.Append("</main>\n</body>\n</html>\n").ToString();
    }

    private static void MarkdownTable(StringBuilder text, string title, ImmutableArray<string> headings, IEnumerable<ImmutableArray<string>> rows)
    {
        text.Append(CultureInfo.InvariantCulture, $"\n## {title}\n\n| {string.Join(" | ", headings)} |\n|{string.Concat(headings.Select(_ => "---|"))}\n");
        foreach (var row in rows) text.Append(CultureInfo.InvariantCulture, $"| {string.Join(" | ", row.Select(cell => cell.Replace("|", "\\|", StringComparison.Ordinal)))} |\n");
    }

    private static void HtmlTable(StringBuilder text, string title, ImmutableArray<string> headings, IEnumerable<ImmutableArray<string>> rows)
    {
        text.Append(CultureInfo.InvariantCulture, $"<h2>{WebUtility.HtmlEncode(title)}</h2>\n<table>\n<thead><tr>{string.Concat(headings.Select(heading => $"<th scope=\"col\">{heading}</th>"))}</tr></thead>\n<tbody>\n");
        foreach (var row in rows)
        {
            var cells = row.Select(WebUtility.HtmlEncode).ToList();
            text.Append(CultureInfo.InvariantCulture, $"<tr><th scope=\"row\">{cells[0]}</th>{string.Concat(cells.Skip(1).Select(cell => $"<td>{cell}</td>"))}</tr>\n");
        }

        text.Append("</tbody>\n</table>\n");
    }

    private static ImmutableArray<string> Cells(NeedRow need, Func<string, string> code) =>
    [
        need.CheckId,
        need.Title,
        need.Method,
        need.Provide,
        string.Join(", ", need.Policies.Select(code)),
        string.Join(", ", need.Controls),
    ];

    private static ImmutableArray<string> Cells(ControlMatrixRow row, Func<string, string> code) =>
    [
        row.ControlId,
        row.Objective,
        row.Title,
        string.Join(", ", row.Policies.Select(code)),
        string.Join(", ", row.Profiles.Select(code)),
        row.Force,
        row.Kind,
    ];
}
