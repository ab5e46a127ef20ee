using System.Collections.Immutable;
using System.Globalization;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;

namespace Compliance.Formats.Attestation.Summaries;

/// <summary>
/// A verification summary (slsa.dev/verification_summary, VSA): somebody verified an artifact by a policy and says what came of it. Worth as much as whoever
/// signed it. Texts are empty where the predicate states nothing.
/// </summary>
public sealed record VerificationSummary
{
    public const string TypeV1 = "https://slsa.dev/verification_summary/v1";

    private static readonly string[] Types = [TypeV1, "https://slsa.dev/verification_summary/v0.2", "https://slsa.dev/verification_summary/v0.1"];

    public required string PredicateType { get; init; }

    /// <summary>Who verified, as an URI. Means nothing without a signer who may speak for it.</summary>
    public required string VerifierId { get; init; }

    /// <summary>Null when there is none that can be read.</summary>
    public required DateTimeOffset? TimeVerified { get; init; }

    /// <summary>What the artifact was fetched as.</summary>
    public required string ResourceUri { get; init; }

    public required string PolicyUri { get; init; }

    /// <summary><c>algorithm:hex</c>, the strongest; null when the policy is not pinned.</summary>
    public required string? PolicyDigest { get; init; }

    /// <summary><c>PASSED</c> or <c>FAILED</c>.</summary>
    public required string Result { get; init; }

    /// <summary>Levels per track, for example <c>SLSA_BUILD_LEVEL_3</c>; each implies the lower ones of its track.</summary>
    public required ImmutableArray<string> VerifiedLevels { get; init; }

    public required string SlsaVersion { get; init; }

    public bool HasPassed => Result == "PASSED";

    public static bool IsSummary(string predicateType) => Types.Contains(predicateType, StringComparer.Ordinal);

    /// <summary>The highest level of a track that is stated; 0 when none is. Levels of another spelling count for nothing.</summary>
    /// <param name="track"><c>BUILD</c>, <c>SOURCE</c>, as written between <c>SLSA_</c> and <c>_LEVEL_</c>.</param>
    public int LevelOf(string track)
    {
        var prefix = $"SLSA_{track}_LEVEL_";
        return VerifiedLevels.Where(level => level.StartsWith(prefix, StringComparison.Ordinal))
            .Select(level => int.TryParse(level.AsSpan(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0).DefaultIfEmpty(0).Max();
    }

    /// <summary>Refused: another predicate type, no verifier id, or a result other than the two.</summary>
    public static Reading<VerificationSummary> Read(string predicateType, JsonValue predicate, Limits? limits = null)
    {
        var defects = new DefectCollector(limits ?? Limits.Default);
        if (!IsSummary(predicateType) || !predicate.IsMap) return Readings.Reject<VerificationSummary>(AttestationCodes.NotSummary, predicate.Locator, $"'{predicateType}' is not a verification summary");
        var verifier = predicate.OptionalMap("verifier", defects, AttestationCodes.WrongKind)["id"].AsText ?? "";
        var result = (predicate["verificationResult"].AsText ?? predicate["verification_result"].AsText ?? "").ToUpperInvariant();
        if (verifier.Length == 0) defects.Add(AttestationCodes.NotSummary, predicate, "the summary names no verifier");
        if (result is not ("PASSED" or "FAILED")) defects.Add(AttestationCodes.NotSummary, predicate, $"the result is '{result}', expected PASSED or FAILED");
        if (defects.Count > 0) return Readings.Reject<VerificationSummary>(defects.ToImmutable());
        var policy = predicate.OptionalMap("policy", defects, AttestationCodes.WrongKind);
        return Readings.Accept(
            new VerificationSummary
            {
                PredicateType = predicateType,
                VerifierId = verifier,
                TimeVerified = Time(predicate["timeVerified"].AsText ?? predicate["time_verified"].AsText),
                ResourceUri = predicate["resourceUri"].AsText ?? predicate["resource_uri"].AsText ?? "",
                PolicyUri = policy["uri"].AsText ?? "",
                PolicyDigest = policy.IsMap ? ResourceDigests.Strongest(ResourceDigests.Read(policy, defects)) : null,
                Result = result,
                VerifiedLevels = Levels(predicate),
                SlsaVersion = predicate["slsaVersion"].AsText ?? "",
            },
            defects.ToImmutable());
    }

    private static ImmutableArray<string> Levels(JsonValue predicate)
    {
        if (predicate["verifiedLevels"].IsList) return [.. predicate["verifiedLevels"].Items.Select(item => item.AsText).OfType<string>()];
        return predicate["policy_level"].AsText is { Length: > 0 } old ? [old] : [];
    }

    private static DateTimeOffset? Time(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;
}
