using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;

namespace Compliance.Formats.Attestation.Slsa;

/// <summary>SLSA provenance 0.2.</summary>
internal static class SlsaVersion02
{
    public static SlsaProvenance Read(JsonValue predicate, string predicateType, DefectCollector defects)
    {
        var builder = predicate.OptionalMap("builder", defects, AttestationCodes.WrongKind);
        var invocation = predicate.OptionalMap("invocation", defects, AttestationCodes.WrongKind);
        var metadata = predicate.OptionalMap("metadata", defects, AttestationCodes.WrongKind);
        var materials = SlsaResources.Read(predicate, "materials", defects);
        var config = invocation.OptionalMap("configSource", defects, AttestationCodes.WrongKind);
        var source = SlsaResources.Source(config, defects) ?? BuildKit.Source(metadata["https://mobyproject.org/buildkit@v1#metadata"]) ?? SlsaResources.FirstRepository(materials);
        return new SlsaProvenance
        {
            PredicateType = predicateType,
            BuilderId = builder.OptionalText("id", defects, AttestationCodes.WrongKind) ?? "",
            BuildType = predicate.OptionalText("buildType", defects, AttestationCodes.WrongKind) ?? "",
            SourceUri = source?.Uri,
            SourceDigest = source is { } found ? found.Digest ?? SlsaResources.DigestOf(found.Uri, materials) : null,
            SourceRef = SlsaResources.RefOf(source?.Uri) ?? invocation["environment"]["github_ref"].AsText ?? "",
            ConfigPath = config["entryPoint"].AsText ?? "",
            Trigger = invocation["environment"]["github_event_name"].AsText ?? "",
            Dependencies = materials,
            InvocationId = metadata.OptionalText("buildInvocationId", defects, AttestationCodes.WrongKind)
                ?? metadata.OptionalText("buildInvocationID", defects, AttestationCodes.WrongKind) ?? "",
            StartedOn = metadata.OptionalText("buildStartedOn", defects, AttestationCodes.WrongKind) ?? "",
            FinishedOn = metadata.OptionalText("buildFinishedOn", defects, AttestationCodes.WrongKind) ?? "",
        };
    }
}
