using System.Collections.Immutable;

namespace Compliance.Policy.Facts.Views;

/// <summary>
/// What is signed and attested of an image, level by level: a signature or statement is about the image's own manifest or about the index that lists it, and one says
/// nothing of the other. A fold over facts.
/// </summary>
public sealed record CoverageMatrix(ImmutableArray<CoverageRow> Rows)
{
    /// <summary>The row of image signatures; the others are named by their predicate types.</summary>
    public const string Signature = "image signature";

    private static readonly string[] Order = ["verified", "indeterminate", "failed", "unknown"];

    /// <summary>A row for image signatures and one for each predicate type, ordinal.</summary>
    public static CoverageMatrix Of(FactSet facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var signatures = facts.OfKind(FactKind.Signature).Select(fact => fact.Value).OfType<SignatureFact>().Select(fact => (fact.Covers, Words(fact.Outcome), Name(fact.Signer))).ToArray();
        var statements = facts.OfKind(FactKind.Attestation).Select(fact => fact.Value).OfType<AttestationFact>()
            .GroupBy(fact => fact.PredicateType, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => Row(group.Key.Length == 0 ? "unreadable statement" : group.Key, [.. group.Select(fact => (fact.Covers, Words(fact.Outcome), Name(fact.Signer)))]));
        return new CoverageMatrix([Row(Signature, signatures), .. statements]);
    }

    private static CoverageRow Row(string what, (string Covers, string Outcome, string Signer)[] found) =>
        new(what, Cell(found.Where(one => one.Covers == "manifest")), Cell(found.Where(one => one.Covers == "index")), found.Count(one => one.Covers.Length == 0));

    // The best one speaks: a broken signature beside a good one takes nothing away from it here; policies judge consistency.
    private static string Cell(IEnumerable<(string Covers, string Outcome, string Signer)> found)
    {
        var all = found.ToArray();
        if (all.Length == 0) return "none";
        var best = Order.First(word => all.Any(one => one.Outcome == word));
        var signers = all.Where(one => one.Outcome == best && one.Signer.Length > 0).Select(one => one.Signer).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        return signers.Length == 0 ? best : $"{best} by {string.Join(", ", signers)}";
    }

    private static string Words(Knowable<string> outcome) => outcome.IsKnown ? outcome.Value : "unknown";

    private static string Name(Knowable<string> signer) => signer.IsKnown ? signer.Value : "";
}
