using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;

namespace Compliance.Formats.Attestation.Slsa;

/// <summary>SLSA provenance 0.1: what was built is a recipe, which a material may define.</summary>
internal static class SlsaVersion01
{
    public static SlsaProvenance Read(JsonValue predicate, string predicateType, DefectCollector defects)
    {
        var recipe = predicate.OptionalMap("recipe", defects, AttestationCodes.WrongKind);
        var metadata = predicate.OptionalMap("metadata", defects, AttestationCodes.WrongKind);
        var materials = SlsaResources.Read(predicate, "materials", defects);
        var defining = recipe["definedInMaterial"].AsInt64 is { } number && number >= 0 && number < materials.Length ? materials[(int)number] : null;
        var source = defining is null ? SlsaResources.FirstRepository(materials) : (defining.Uri, ResourceDigests.Strongest(defining.Digests));
        return new SlsaProvenance
        {
            PredicateType = predicateType,
            BuilderId = predicate.OptionalMap("builder", defects, AttestationCodes.WrongKind).OptionalText("id", defects, AttestationCodes.WrongKind) ?? "",
            BuildType = recipe.OptionalText("type", defects, AttestationCodes.WrongKind) ?? "",
            SourceUri = source?.Uri,
            SourceDigest = source?.Digest,
            SourceRef = SlsaResources.RefOf(source?.Uri) ?? "",
            ConfigPath = recipe["entryPoint"].AsText ?? "",
            Trigger = recipe["environment"]["github_event_name"].AsText ?? "",
            Dependencies = materials,
            InvocationId = metadata.OptionalText("buildInvocationId", defects, AttestationCodes.WrongKind) ?? "",
            StartedOn = metadata.OptionalText("buildStartedOn", defects, AttestationCodes.WrongKind) ?? "",
            FinishedOn = metadata.OptionalText("buildFinishedOn", defects, AttestationCodes.WrongKind) ?? "",
        };
    }
}
