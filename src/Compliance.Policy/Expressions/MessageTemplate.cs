using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Compliance.Formats.Reading;
using Compliance.Policy.Cel;

namespace Compliance.Policy.Expressions;

/// <summary>A message with <c>{{ expression }}</c> placeholders.</summary>
internal sealed class MessageTemplate
{
    private const int MaxItems = 20;
    private const int MaxLength = 2_000;

    private readonly ImmutableArray<(string Text, Expression? Expression)> parts;

    private MessageTemplate(ImmutableArray<(string, Expression?)> parts) => this.parts = parts;

    public static MessageTemplate Parse(string text, Locator place, CelEnvironment environment, DefectCollector defects)
    {
        var found = ImmutableArray.CreateBuilder<(string, Expression?)>();
        var at = 0;
        while (text.IndexOf("{{", at, StringComparison.Ordinal) is >= 0 and var open)
        {
            var close = text.IndexOf("}}", open, StringComparison.Ordinal);
            if (close < 0)
            {
                defects.Add(PolicyDiagnostics.Template, Shift(place, open), "this {{ is never closed by }}");
                break;
            }

            if (open > at) found.Add((text[at..open], null));
            var inner = text[(open + 2)..close];
            var lead = inner.Length - inner.TrimStart().Length;
            if (Expression.Compile(inner.Trim(), Shift(place, open + 2 + lead), environment, null, defects) is { } expression) found.Add(("", expression));
            at = close + 2;
        }

        if (at < text.Length) found.Add((text[at..], null));
        return new MessageTemplate(found.ToImmutable());
    }

    /// <summary>Unknown and failing placeholders say so instead of a value.</summary>
    public string Render(CelBindings bindings)
    {
        var message = new StringBuilder();
        foreach (var (text, expression) in parts) message.Append(expression is null ? text : Words(expression.Evaluate(bindings)));
        return message.Length <= MaxLength ? message.ToString() : message.ToString(0, MaxLength) + "…";
    }

    private static string Words(CelResult result) => result switch
    {
        CelResult.Value value => Words(value.Content),
        CelResult.Unknown => "(unknown)",
        _ => "(no value)",
    };

    private static string Words(CelValue value) => value.Kind switch
    {
        CelKind.String => value.AsString,
        CelKind.Int => value.AsInt.ToString(CultureInfo.InvariantCulture),
        CelKind.List => Words(value.AsList),
        _ => value.ToString(),
    };

    private static string Words(CelList list)
    {
        var words = new List<string>();
        foreach (var item in list.Items[..Math.Min(list.Count, MaxItems)]) words.Add(Words(item));
        if (list.Count > MaxItems) words.Add($"{list.Count - MaxItems} more");
        if (list.Rest is not null) words.Add("perhaps more");
        return words.Count == 0 ? "none" : string.Join(", ", words);
    }

    private static Locator Shift(Locator place, int characters) => place with { Column = place.Column + characters };
}
