using System.Collections.Immutable;
using Compliance.Formats;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Yaml;
using Compliance.Policy.Documents;
using Compliance.Policy.Facts;
using Compliance.Policy.Facts.Schema;
using Compliance.Policy.Facts.Views;

namespace Compliance.Policy.Cases;

/// <summary>
/// Makes a fact table from the <c>given</c> of a case. A list that is given is complete unless <c>coverage</c> says otherwise; a kind that is not given
/// was not collected; a field that is not given is unknown.
/// </summary>
internal sealed class GivenFacts(DocumentReader given, DocumentText text)
{
    private static readonly Digest Subject = Digest.Sha256(new byte[32]);

    private readonly Dictionary<FactKind, ImmutableArray<FactView>> views = [];
    private readonly Dictionary<FactKind, Coverage> coverages = [];

    public FactTable Read()
    {
        foreach (var kind in FactSchema.Kinds.Where(kind => kind.Kind != FactKind.Population)) ReadKind(kind);
        ReadCoverage();
        ReadCounts();
        var gaps = given.Mappings("gaps", Gap);
        given.Finish();
        return new FactTable
        {
            Subject = Subject,
            Views = views.ToImmutableDictionary(),
            Coverages = coverages.ToImmutableDictionary(),
            Gaps = [.. gaps.OfType<CollectionGap>()],
        };
    }

    private void ReadKind(FactKindSchema kind)
    {
        if (kind.IsSingle)
        {
            if (given.OptionalMapping(kind.Variable) is not { } only) return;
            views[kind.Kind] = [View(only, kind, $"{kind.Word}/given")];
        }
        else
        {
            if (given.Mapping[kind.Variable] is null) return;
            var number = 0;
            views[kind.Kind] = given.Mappings(kind.Variable, item => View(item, kind, FormattableString.Invariant($"{kind.Word}/{++number}")));
        }

        coverages[kind.Kind] = Coverage.Complete;
    }

    private FactView View(DocumentReader item, FactKindSchema kind, string id)
    {
        ImmutableArray<Knowable<object>> values = [.. kind.Fields.Select(field => Field(item, field))];
        if (kind.IsSingle) item.Finish();
        return new FactView(id, kind, values, Reperformance.Rederived, null);
    }

    private Knowable<object> Field(DocumentReader item, FactField field)
    {
        if (item.Node(field.Name) is not { } node) return Knowable<object>.Unknown("not given");
        if (Unknown(node) is { } reason) return Knowable<object>.Unknown(reason);
        object? value = (field.Type, node) switch
        {
            (FactFieldType.Text, YamlScalar { IsNull: false, AsBoolean: null, AsDouble: null } scalar) => scalar.Text,
            (FactFieldType.Number, YamlScalar { AsInt64: { } number }) => number,
            (FactFieldType.Truth, YamlScalar { AsBoolean: { } truth }) => truth,
            (FactFieldType.TextList, YamlSequence list) when list.Items.All(entry => entry is YamlScalar) => list.Items.Select(entry => ((YamlScalar)entry).Text).ToImmutableArray(),
            (FactFieldType.NumberList, YamlSequence list) when list.Items.All(entry => entry is YamlScalar { AsInt64: not null }) =>
                list.Items.Select(entry => ((YamlScalar)entry).AsInt64 ?? 0).ToImmutableArray(),
            (FactFieldType.TextMap, YamlMapping map) when map.Entries.All(entry => entry.Value is YamlScalar) =>
                map.Entries.ToImmutableSortedDictionary(entry => entry.Key.Text, entry => ((YamlScalar)entry.Value).Text, StringComparer.Ordinal),
            _ => null,
        };
        if (value is not null) return Knowable<object>.Known(value);
        text.Defects.Add(PolicyDiagnostics.CaseFact, node.Locator, $"'{field.Name}' has to be {Describe(field.Type)}, or {{ unknown: reason }}");
        return Knowable<object>.Unknown("not readable");
    }

    private static string? Unknown(YamlNode node) =>
        node is YamlMapping { Entries: [{ Key.Text: "unknown", Value: YamlScalar { IsNull: false } reason }] } ? reason.Text : null;

    private void ReadCoverage()
    {
        if (given.OptionalMapping("coverage") is not { } stated) return;
        foreach (var kind in FactSchema.Kinds)
        {
            if (stated.OptionalChoice<Coverage>(kind.Variable) is { } coverage) coverages[kind.Kind] = coverage;
        }

        stated.Finish();
    }

    private void ReadCounts()
    {
        if (given.OptionalMapping("counts") is not { } stated) return;
        var schema = FactSchema.Of(FactKind.Population);
        var counts = ImmutableArray.CreateBuilder<FactView>();
        foreach (var count in FactSchema.Counts)
        {
            if (stated.Node(count.Name) is not { } node) continue;
            var value = (Unknown(node), node) switch
            {
                ({ } reason, _) => Knowable<object>.Unknown(reason),
                (_, YamlScalar { AsInt64: { } number }) => Knowable<object>.Known(number),
                _ => default,
            };
            if (!value.IsKnown && Unknown(node) is null) text.Defects.Add(PolicyDiagnostics.CaseFact, node.Locator, $"'{count.Name}' has to be a whole number, or {{ unknown: reason }}");
            counts.Add(new FactView($"population/{count.Name}", schema, [Knowable<object>.Known(count.Name), value, Knowable<object>.Known("given")], Reperformance.Rederived, null));
        }

        stated.Finish();
        views[FactKind.Population] = [.. counts.OrderBy(view => view.Id, StringComparer.Ordinal)];
        coverages.TryAdd(FactKind.Population, Coverage.Complete);
    }

    private CollectionGap? Gap(DocumentReader gap)
    {
        var kind = gap.Text("kind");
        var code = gap.Text("code", "^[A-Z]{2,8}-[0-9]{4}$");
        var message = gap.Text("message");
        var schema = FactSchema.Kinds.FirstOrDefault(candidate => candidate.Variable == kind);
        if (schema is not null && code.Length > 0 && text.Defects.Count == 0)
            return new CollectionGap(new DiagnosticCode(code), Subject, schema.Kind, new Locator("given"), message, "case@1");
        if (schema is null && kind.Length > 0) text.Defects.Add(PolicyDiagnostics.CaseFact, gap.Mapping["kind"]!.Locator, $"'{kind}' is no kind of fact");
        return null;
    }

    private static string Describe(FactFieldType type) => type switch
    {
        FactFieldType.Text => "text (quote what looks like a number or a truth value)",
        FactFieldType.Number => "a whole number",
        FactFieldType.Truth => "true or false",
        FactFieldType.TextList => "a list of texts",
        FactFieldType.NumberList => "a list of whole numbers",
        _ => "a mapping of texts",
    };
}
