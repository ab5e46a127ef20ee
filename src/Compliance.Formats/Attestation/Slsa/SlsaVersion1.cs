using System.Collections.Immutable;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;

namespace Compliance.Formats.Attestation.Slsa;

/// <summary>SLSA provenance 1.</summary>
internal static class SlsaVersion1
{
    public static SlsaProvenance Read(JsonValue predicate, string predicateType, DefectCollector defects)
    {
        var definition = predicate.OptionalMap("buildDefinition", defects, AttestationCodes.WrongKind);
        var run = predicate.OptionalMap("runDetails", defects, AttestationCodes.WrongKind);
        var metadata = run.OptionalMap("metadata", defects, AttestationCodes.WrongKind);
        var dependencies = SlsaResources.Read(definition, "resolvedDependencies", defects);
        var parameters = definition.OptionalMap("externalParameters", defects, AttestationCodes.WrongKind);
        var source = Source(parameters, metadata, dependencies, defects);
        var github = definition["internalParameters"]["github"];
        return new SlsaProvenance
        {
            PredicateType = predicateType,
            BuilderId = run.OptionalMap("builder", defects, AttestationCodes.WrongKind).OptionalText("id", defects, AttestationCodes.WrongKind) ?? "",
            BuildType = definition.OptionalText("buildType", defects, AttestationCodes.WrongKind) ?? "",
            SourceUri = source?.Uri,
            SourceDigest = source is { } found ? found.Digest ?? SlsaResources.DigestOf(found.Uri, dependencies) : null,
            SourceRef = parameters["workflow"]["ref"].AsText ?? SlsaResources.RefOf(source?.Uri) ?? "",
            ConfigPath = parameters["workflow"]["path"].AsText ?? parameters["configSource"]["path"].AsText ?? "",
            Trigger = github["event_name"].AsText ?? definition["internalParameters"]["GITHUB_EVENT_NAME"].AsText ?? "",
            Runner = github["runner_environment"].AsText ?? "",
            Dependencies = dependencies,
            InvocationId = metadata.OptionalText("invocationId", defects, AttestationCodes.WrongKind) ?? "",
            StartedOn = metadata.OptionalText("startedOn", defects, AttestationCodes.WrongKind) ?? "",
            FinishedOn = metadata.OptionalText("finishedOn", defects, AttestationCodes.WrongKind) ?? "",
        };
    }

    /// <summary>
    /// External parameters are the build type's own. The usual places: <c>workflow.repository</c> (GitHub Actions), <c>source</c> and
    /// <c>source.artifact</c> (container-based and older generators), <c>configSource</c> (BuildKit), <c>buildConfigSource</c> and
    /// <c>sourceToBuild</c> (Cloud Build). Where none is there, the first Git repository among the dependencies.
    /// </summary>
    private static (string Uri, string? Digest)? Source(JsonValue parameters, JsonValue metadata, ImmutableArray<SlsaResource> dependencies, DefectCollector defects)
    {
        foreach (var resource in (JsonValue[])[parameters["source"], parameters["source"]["artifact"], parameters["configSource"]])
        {
            if (SlsaResources.Source(resource, defects) is { } source) return source;
        }

        foreach (var repository in (JsonValue[])[parameters["workflow"], parameters["sourceToBuild"], parameters["buildConfigSource"]])
        {
            if (repository["repository"].AsText is { Length: > 0 } uri) return (uri, SlsaResources.DigestOf(uri, dependencies));
        }

        if (BuildKit.Source(metadata["buildkit_metadata"]) is { } observed) return observed;
        return parameters["source"].AsText is { Length: > 0 } text ? (text, SlsaResources.DigestOf(text, dependencies)) : SlsaResources.FirstRepository(dependencies);
    }
}
