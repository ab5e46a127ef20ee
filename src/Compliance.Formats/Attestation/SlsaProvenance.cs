using System.Collections.Immutable;
using Compliance.Formats.Attestation.Slsa;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;

namespace Compliance.Formats.Attestation;

/// <summary>
/// Build provenance, SLSA 0.1, 0.2 or 1 (slsa.dev/provenance), BuildKit's included. Texts are empty where the predicate states nothing; null means unknown.
/// </summary>
public sealed record SlsaProvenance
{
    public required string PredicateType { get; init; }

    public required string BuilderId { get; init; }

    public required string BuildType { get; init; }

    /// <summary>Where the source came from; null when none of the usual places names one.</summary>
    public required string? SourceUri { get; init; }

    /// <summary><c>algorithm:value</c> that pins the source; null when nothing does.</summary>
    public required string? SourceDigest { get; init; }

    /// <summary>Branch or tag that was built, <c>refs/heads/main</c>.</summary>
    public string SourceRef { get; init; } = "";

    /// <summary>Path of the workflow or build file in the source.</summary>
    public string ConfigPath { get; init; } = "";

    /// <summary>The event that started the build, for example <c>push</c>.</summary>
    public string Trigger { get; init; } = "";

    /// <summary>Where it ran, as the builder says: <c>github-hosted</c>.</summary>
    public string Runner { get; init; } = "";

    /// <summary>Materials (0.1, 0.2) or resolved dependencies (1).</summary>
    public required ImmutableArray<SlsaResource> Dependencies { get; init; }

    public required string InvocationId { get; init; }

    public required string StartedOn { get; init; }

    public required string FinishedOn { get; init; }

    /// <summary>Whether a predicate type is one that <see cref="Read"/> reads.</summary>
    public static bool IsProvenance(string predicateType) => Version(predicateType) is not null;

    /// <summary>Refused: another predicate type, or a predicate that is no object.</summary>
    public static Reading<SlsaProvenance> Read(InTotoStatement statement, Limits? limits = null)
    {
        var defects = new DefectCollector(limits ?? Limits.Default);
        var version = Version(statement.PredicateType);
        if (version is null) return Readings.Reject<SlsaProvenance>(AttestationCodes.NotProvenance, new Locator(""), $"'{statement.PredicateType}' is not SLSA provenance 0.1, 0.2 or 1");
        if (!statement.Predicate.IsMap) return Readings.Reject<SlsaProvenance>(AttestationCodes.NotProvenance, statement.Predicate.Locator, "the predicate is not an object");
        var provenance = version switch
        {
            "1" => SlsaVersion1.Read(statement.Predicate, statement.PredicateType, defects),
            "0.2" => SlsaVersion02.Read(statement.Predicate, statement.PredicateType, defects),
            _ => SlsaVersion01.Read(statement.Predicate, statement.PredicateType, defects),
        };
        if (provenance.BuilderId.Length == 0) defects.Add(AttestationCodes.MissingMember, statement.Predicate, "the builder has no id");
        if (provenance.BuildType.Length == 0) defects.Add(AttestationCodes.MissingMember, statement.Predicate, "'buildType' is missing");
        return Readings.Accept(provenance, defects.ToImmutable());
    }

    /// <summary>Draft suffixes such as <c>v1.0?draft</c> are read as the version that they became.</summary>
    private static string? Version(string predicateType) => predicateType switch
    {
        "https://slsa.dev/provenance/v0.1" => "0.1",
        "https://slsa.dev/provenance/v0.2" => "0.2",
        "https://slsa.dev/provenance/v1" or "https://slsa.dev/provenance/v1.0" or "https://slsa.dev/provenance/v1.0?draft" => "1",
        _ => null,
    };
}
