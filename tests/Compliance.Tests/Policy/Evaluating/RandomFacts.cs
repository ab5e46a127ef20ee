using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Compliance.Formats;
using Compliance.Formats.Reading;
using Compliance.Policy.Facts;
using Compliance.Policy.Facts.Schema;
using Compliance.Policy.Facts.Views;
using Compliance.Policy.Library;

namespace Compliance.Tests.Policy.Evaluating;

/// <summary>Random fact tables that reach the branches of a policy: texts are the literals of its own expressions.</summary>
internal sealed class RandomFacts
{
    private readonly Random random;
    private readonly string[] words;

    public RandomFacts(Compliance.Policy.Library.Policy policy, int seed)
    {
        random = new Random(seed);
        var literals = policy.Document.Require.Select(check => check.Check).Append(policy.Document.Where ?? "")
            .SelectMany(text => Regex.Matches(text, "\"([^\"]*)\"", RegexOptions.NonBacktracking).Select(match => match.Groups[1].Value));
        words = [.. literals, "", "other", "exact", "2026-11-22", "2026-11-24", "sha1:5b3f2e1d5b3f2e1d5b3f2e1d5b3f2e1d5b3f2e1d"];
    }

    public Random Random => random;

    /// <summary>Facts from nothing.</summary>
    public FactTable Next()
    {
        var views = new Dictionary<FactKind, ImmutableArray<FactView>>();
        var coverages = new Dictionary<FactKind, Coverage>();
        foreach (var kind in FactSchema.Kinds.Where(kind => kind.Kind != FactKind.Population))
        {
            coverages[kind.Kind] = random.Next(10) switch { 0 => Coverage.NotCollected, 1 => Coverage.Partial, _ => Coverage.Complete };
            var count = coverages[kind.Kind] == Coverage.NotCollected ? 0 : kind.IsSingle ? 1 : random.Next(4);
            views[kind.Kind] = [.. Enumerable.Range(1, count).Select(number => View(kind, FormattableString.Invariant($"{kind.Word}/{number}")))];
        }

        views[FactKind.Population] = [.. FactSchema.Counts.Where(_ => random.Next(10) > 0).Select(count => Count(count.Name, views))];
        return new FactTable
        {
            Subject = Digest.Sha256(new byte[32]),
            Views = views.ToImmutableDictionary(),
            Coverages = coverages.ToImmutableDictionary(),
            Gaps = [.. coverages.Where(pair => pair.Value != Coverage.Complete).Select(pair => Gap(pair.Key))],
        };
    }

    /// <summary>The facts of a case with some field of some fact changed, most of the time.</summary>
    public FactTable Near(FactTable given)
    {
        foreach (var kind in FactSchema.Kinds.Where(kind => kind.Kind != FactKind.Population))
        {
            var views = given.Of(kind.Kind);
            if (views.IsEmpty || random.Next(2) == 0) continue;
            var index = random.Next(views.Length);
            var field = random.Next(kind.Fields.Length);
            var changed = views[index] with { Values = views[index].Values.SetItem(field, Knowable<object>.Known(Value(kind.Fields[field].Type))) };
            given = given with { Views = given.Views.SetItem(kind.Kind, views.SetItem(index, changed)) };
        }

        return given;
    }

    public static CollectionGap Gap(FactKind kind) =>
        new(new DiagnosticCode("TEST-0001"), Digest.Sha256(new byte[32]), kind, new Locator("lost"), "lost", "test@1");

    private FactView View(FactKindSchema kind, string id) =>
        new(id, kind, [.. kind.Fields.Select(field => random.Next(8) == 0 ? Knowable<object>.Unknown("not known") : Knowable<object>.Known(Value(field.Type)))], Reperformance.Rederived, null);

    private FactView Count(string name, Dictionary<FactKind, ImmutableArray<FactView>> views)
    {
        var kind = FactSchema.Kinds.FirstOrDefault(kind => kind.Variable == name)?.Kind ?? FactKind.CryptoModule;
        var list = views[kind];
        long right = name == "reachableCryptoModules" ? list.Count(view => view["reachable"] is { IsKnown: true, Value: true }) : list.Length;
        var value = random.Next(10) switch { 0 => Knowable<object>.Unknown("not counted"), 1 => Knowable<object>.Known((long)random.Next(4)), _ => Knowable<object>.Known(right) };
        return new FactView($"population/{name}", FactSchema.Of(FactKind.Population), [Knowable<object>.Known(name), value, Knowable<object>.Known("test")], Reperformance.Rederived, null);
    }

    private object Value(FactFieldType type) => type switch
    {
        FactFieldType.Text => words[random.Next(words.Length)],
        FactFieldType.Number => (long)random.Next(3),
        FactFieldType.Truth => random.Next(3) > 0,
        FactFieldType.TextList => random.Next(2) == 0 ? ImmutableArray<string>.Empty : [words[random.Next(words.Length)]],
        FactFieldType.NumberList => random.Next(2) == 0 ? ImmutableArray<long>.Empty : [4985],
        _ => ImmutableSortedDictionary<string, string>.Empty,
    };
}
