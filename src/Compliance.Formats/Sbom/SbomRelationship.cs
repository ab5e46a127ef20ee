namespace Compliance.Formats.Sbom;

/// <summary>A directed statement between two elements, by their identifiers.</summary>
/// <param name="Kind">SPDX relationship type, upper case; CycloneDX dependencies are <c>DEPENDS_ON</c>, nested components <c>CONTAINS</c>.</param>
public sealed record SbomRelationship(string From, string Kind, string To);
