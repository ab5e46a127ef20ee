using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;

namespace Compliance.Formats.Attestation;

/// <summary>SLSA provenance 0.2.</summary>
internal static class SlsaVersion02
{
    public static SlsaProvenance Read(JsonValue predicate, string predicateType, DefectCollector defects)
    {
        var builder = predicate.OptionalMap("builder", defects, AttestationCodes.WrongKind);
        var invocation = predicate.OptionalMap("invocation", defects, AttestationCodes.WrongKind);
        var metadata = predicate.OptionalMap("metadata", defects, AttestationCodes.WrongKind);
        var materials = SlsaResources.Read(predicate, "materials", defects);
        var source = SlsaResources.Source(invocation.OptionalMap("configSource", defects, AttestationCodes.WrongKind), defects) ?? SlsaResources.FirstRepository(materials);
        return new SlsaProvenance
        {
            PredicateType = predicateType,
            BuilderId = builder.OptionalText("id", defects, AttestationCodes.WrongKind) ?? "",
            BuildType = predicate.OptionalText("buildType", defects, AttestationCodes.WrongKind) ?? "",
            SourceUri = source?.Uri,
            SourceDigest = source is { } found ? found.Digest ?? SlsaResources.DigestOf(found.Uri, materials) : null,
            Dependencies = materials,
            InvocationId = metadata.OptionalText("buildInvocationId", defects, AttestationCodes.WrongKind)
                ?? metadata.OptionalText("buildInvocationID", defects, AttestationCodes.WrongKind) ?? "",
            StartedOn = metadata.OptionalText("buildStartedOn", defects, AttestationCodes.WrongKind) ?? "",
            FinishedOn = metadata.OptionalText("buildFinishedOn", defects, AttestationCodes.WrongKind) ?? "",
        };
    }
}
