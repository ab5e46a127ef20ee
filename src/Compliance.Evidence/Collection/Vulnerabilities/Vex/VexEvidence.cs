using System.Collections.Immutable;
using System.Globalization;
using Compliance.Evidence.Collection.Vulnerabilities.Scans;
using Compliance.Evidence.Collection.Signatures;
using Compliance.Evidence.Collection.Systems;
using Compliance.Evidence.Raw;
using Compliance.Formats.CryptoModules.Cmvp;
using Compliance.Formats.Reading;
using Compliance.Formats.Vulnerabilities.Vex;
using Compliance.Policy.Documents;

namespace Compliance.Evidence.Collection.Vulnerabilities.Vex;

/// <summary>
/// Every VEX document that came with the audit: attested to the image, or in the folder of findings. One counts when a signer who may say so attested it, or when the
/// system file vouches for its bytes; the author inside proves nothing.
/// </summary>
internal sealed class VexEvidence
{
    private readonly VexScope scope;

    private VexEvidence(VexScope scope, ImmutableArray<VexSource> sources, ImmutableArray<Defect> gaps) => (this.scope, Sources, Gaps) = (scope, sources, gaps);

    public ImmutableArray<VexSource> Sources { get; }

    /// <summary>Documents that can't be read: one of them might say that something is affected.</summary>
    public ImmutableArray<Defect> Gaps { get; }

    public static VexEvidence Of(ImageEvidence image, CollectionContext context) => image.Derived(evidence => Read(evidence, context));

    /// <summary>Every statement about a finding, the newest first.</summary>
    public ImmutableArray<VexDecision> For(Finding finding) => Sources.IsEmpty ? [] :
    [
        .. Sources.SelectMany(source => source.Document.Statements
            .Where(statement => IsNamed(statement, finding) && scope.IsAbout(statement, finding.Target))
            .Select(statement => new VexDecision(statement, source, WhyNot(statement, source, finding))))
            .OrderByDescending(decision => decision.Statement.StatedAt ?? DateTimeOffset.MinValue)
            .ThenBy(decision => decision.Statement.Status).ThenBy(decision => decision.Source.Raw.Item.Path, StringComparer.Ordinal),
    ];

    /// <summary>The statement that decides: the newest that counts, of the same time the most cautious one. Null when none counts.</summary>
    public static VexDecision? Deciding(ImmutableArray<VexDecision> decisions) => decisions.FirstOrDefault(decision => decision.WhyNot is null);

    private string? WhyNot(VexStatement statement, VexSource source, Finding finding)
    {
        if (source.WhyNot is { } reason) return reason;
        if (!statement.IsJustified) return "'not affected' has neither a justification nor an impact statement";
        if (statement.StatedAt is null && statement.Status is VexStatus.NotAffected or VexStatus.Fixed) return "it does not say when it was made";
        return source.Rule is { } rule && !rule.MayJudge(scope.NamesOf(finding.Target)) ? $"{source.Issuer} may not speak of this product" : null;
    }

    private static bool IsNamed(VexStatement statement, Finding finding) =>
        statement.Vulnerability == finding.Id || finding.Names.Contains(statement.Vulnerability, StringComparer.Ordinal)
        || (!statement.Vulnerability.StartsWith("CVE-", StringComparison.Ordinal) && statement.Aliases.Contains(finding.Id, StringComparer.Ordinal));

    private static VexEvidence Read(ImageEvidence image, CollectionContext context)
    {
        var (sources, gaps) = (ImmutableArray.CreateBuilder<VexSource>(), new List<Defect>());
        Attested(image, context, sources, gaps);
        var rules = SystemStatements.Of(image, context.Limits).Document?.Vex ?? [];
        foreach (var file in GivenFindings.Of(image, context).Files.Where(file => file.Vex is not null))
        {
            var rule = rules.FirstOrDefault(one => one.Sha256 == file.Document.Item.Sha256.Hex);
            var reading = file.Vex!;
            gaps.AddRange(Unreadable(reading, file.Document));
            if (reading.TryGet(out var document)) sources.Add(new VexSource(document, file.Document, rule?.Issuer ?? "", Refusal(rule, document, context.EvaluatedAt), rule));
        }

        return new VexEvidence(VexScope.Of(image), sources.ToImmutable(), [.. gaps]);
    }

    private static void Attested(ImageEvidence image, CollectionContext context, ImmutableArray<VexSource>.Builder sources, List<Defect> gaps)
    {
        var attached = AttachedContents.Of(image, context);
        foreach (var judged in attached.Statements)
        {
            if (judged.Statement is not { } statement || VexReader.FormatOf(statement.Predicate) is null || !judged.IsAbout(image, attached)) continue;
            var reading = VexReader.Read(statement.Predicate, context.Limits);
            gaps.AddRange(Unreadable(reading, judged.Source));
            if (!reading.TryGet(out var document)) continue;
            var words = new AssessmentWords(judged.Assessment, attached, !judged.More.IsEmpty);
            var isVerified = words.Outcome is { IsKnown: true, Value: "verified" };
            var allowed = words.Allowed(identity => identity.MayAttest(statement.PredicateType));
            var reason = !words.Outcome.IsKnown ? words.Outcome.Reason : !isVerified ? "its signature is not verified" : allowed is { IsKnown: true, Value: true } ? Future(document, context.EvaluatedAt) : allowed.IsKnown ? "its signer may not make such statements" : allowed.Reason;
            sources.Add(new VexSource(document, judged.Source, words.Signer.IsKnown ? words.Signer.Value : "", reason, null));
        }
    }

    private static string? Refusal(VexTrustDocument? rule, VexDocument document, DateTimeOffset at)
    {
        if (rule is null) return "nobody trusted attested it, and the system file does not vouch for its bytes";
        if (rule.Expires is { } day && (!DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var last) || UsDate.Of(at) > last)) return $"the system file vouched for it until {day}";
        return Future(document, at);
    }

    private static string? Future(VexDocument document, DateTimeOffset at) => document.IssuedAt > at ? "it was made after the date that is judged" : null;

    private static IEnumerable<Defect> Unreadable(Reading<VexDocument> reading, RawDocument document) => reading.TryGet(out _) && reading.Defects.IsEmpty
        ? []
        : [new Defect(GivenFindingCodes.Unreadable, document.Locate(), $"a VEX document can't be read whole: {reading.Defects.FirstOrDefault()?.Message ?? "no reason given"}")];
}
