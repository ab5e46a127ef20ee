using System.Collections.Immutable;
using System.Text;
using Compliance.Policy.Expressions;

namespace Compliance.Policy.Facts.Schema;

/// <summary>Writes <c>docs/facts.md</c> from the schema.</summary>
public static class FactDocumentation
{
    public static string Markdown()
    {
        var text = new StringBuilder();
        text.Append("# Facts\n\n");
        text.Append("What expressions of policies see. This page is made from `FactSchema`; a test holds the two together\n");
        text.Append("(`COMPLIANCE_REGENERATE=1` writes it anew).\n\n");
        text.Append("A field that may be *unknown* is CEL's unknown then: neither false nor null. A list that was not collected is unknown as a whole; one\n");
        text.Append("that may be incomplete answers only what no further element could change.\n\n");
        text.Append("| variable | type | what |\n|---|---|---|\n");
        foreach (var variable in PolicyVariables.Common) text.Append($"| `{variable.Name}` | `{variable.Type}` | {variable.Documentation} |\n");
        text.Append("| `params` | struct of the policy's parameters | Values that the organization sets. |\n");
        foreach (var kind in FactSchema.Kinds) Append(text, kind);
        Append(text, "Counts", "`counts`: independent counts, each unknown until a collector states it.", [.. FactSchema.Counts.Select(count => (count.Name, "int", true, count.Documentation))]);
        Append(text, "Gap", "Elements of `gaps`.", [.. PolicyVariables.GapType.Fields.Select(field => (field.Name, field.Type.ToString(), false, field.Documentation))]);
        return text.ToString();
    }

    private static void Append(StringBuilder text, FactKindSchema kind)
    {
        var intro = kind switch
        {
            { Kind: FactKind.Population } => kind.Documentation,
            { IsSingle: true } => $"`{kind.Variable}`. {kind.Documentation}",
            _ => $"Elements of `{kind.Variable}`; policies with `subject: {kind.Word}` judge each as `{kind.Item}`. {kind.Documentation}",
        };
        Append(text, kind.TypeName, intro, [.. kind.Fields.Select(field => (field.Name, PolicyVariables.TypeOf(field.Type).ToString(), field.MayBeUnknown, field.Documentation))]);
    }

    private static void Append(StringBuilder text, string title, string intro, ImmutableArray<(string Name, string Type, bool MayBeUnknown, string Documentation)> rows)
    {
        text.Append($"\n## {title}\n\n{intro}\n\n| field | type | may be unknown | what |\n|---|---|---|---|\n");
        foreach (var (name, type, mayBeUnknown, documentation) in rows) text.Append($"| `{name}` | `{type}` | {(mayBeUnknown ? "yes" : "")} | {documentation} |\n");
    }
}
