using System.Collections.Immutable;
using System.Globalization;
using Compliance.Formats;
using Compliance.Formats.Reading;
using Compliance.Policy.Facts;

namespace Compliance.Evidence.Collection;

/// <summary>
/// Gathers what collectors find about one image. Ids are made unique in order of arrival, gaps lower the coverage of their kind to
/// <see cref="Coverage.Partial"/>, and the least coverage stated for a kind wins.
/// </summary>
public sealed class FactSetBuilder(Digest subject)
{
    private readonly SortedDictionary<string, Fact> facts = new(StringComparer.Ordinal);
    private readonly List<CollectionGap> gaps = [];
    private readonly Dictionary<FactKind, Coverage> coverages = [];
    private readonly Dictionary<string, int> ordinals = new(StringComparer.Ordinal);
    private string collector = "";

    /// <summary>Everything added from now on is by this collector.</summary>
    internal void Enter(ICollector next) => collector = next.Id;

    /// <param name="key">Names the fact within its kind, <c>apk/openssl</c>; a repeated key gets <c>~2</c>, <c>~3</c> appended.</param>
    public void Add(string key, FactValue value, FactSource source, Reperformance reperformance)
    {
        var id = $"{KindName(value.Kind)}/{key}";
        var ordinal = ordinals[id] = ordinals.GetValueOrDefault(id) + 1;
        if (ordinal > 1) id = $"{id}~{ordinal.ToString(CultureInfo.InvariantCulture)}";
        facts.Add(id, new Fact(id, subject, value, source, collector, reperformance));
    }

    /// <summary>What earlier collectors found of one kind, ordered by id.</summary>
    internal IEnumerable<T> Found<T>()
        where T : FactValue => facts.Values.Select(fact => fact.Value).OfType<T>();

    public void Gap(DiagnosticCode code, FactKind kind, Locator locator, string message) =>
        gaps.Add(new CollectionGap(code, subject, kind, locator, message, collector));

    /// <summary>A gap that acquisition found.</summary>
    internal void Gap(CollectionGap gap) => gaps.Add(gap);

    /// <summary>One gap for each defect.</summary>
    public void Gaps(FactKind kind, IEnumerable<Defect> defects)
    {
        foreach (var defect in defects) Gap(defect.Code, kind, defect.Locator, defect.Message);
    }

    public void Cover(FactKind kind, Coverage coverage) =>
        coverages[kind] = coverages.TryGetValue(kind, out var stated) && stated < coverage ? stated : coverage;

    /// <summary>How much of a kind is covered by what was added so far: a gap makes it partial.</summary>
    internal Coverage CoverageOf(FactKind kind)
    {
        var stated = coverages.GetValueOrDefault(kind);
        return stated == Coverage.Complete && gaps.Exists(gap => gap.Kind == kind) ? Coverage.Partial : stated;
    }

    public FactSet Build()
    {
        foreach (var gap in gaps)
        {
            if (coverages.GetValueOrDefault(gap.Kind) == Coverage.Complete) coverages[gap.Kind] = Coverage.Partial;
        }

        return new FactSet
        {
            Subject = subject,
            Facts = [.. facts.Values],
            Gaps = [.. gaps.OrderBy(gap => gap.Code).ThenBy(gap => gap.Kind).ThenBy(gap => gap.Locator.ToString(), StringComparer.Ordinal).ThenBy(gap => gap.Message, StringComparer.Ordinal)],
            Coverages = coverages.ToImmutableDictionary(),
        };
    }

    private static string KindName(FactKind kind) => kind switch
    {
        FactKind.Image => "image",
        FactKind.Package => "package",
        FactKind.Sbom => "sbom",
        FactKind.Signature => "signature",
        FactKind.Attestation => "attestation",
        FactKind.Provenance => "provenance",
        FactKind.CryptoModule => "module",
        FactKind.Vulnerability => "vulnerability",
        FactKind.Hardening => "hardening",
        FactKind.Population => "population",
        FactKind.Declaration => "declaration",
        FactKind.Files => "files",
        FactKind.Probe => "probe",
        FactKind.Catalog => "catalog",
        FactKind.Scan => "scan",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
