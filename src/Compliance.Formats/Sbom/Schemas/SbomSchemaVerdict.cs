using System.Collections.Immutable;
using Compliance.Formats.Reading;

namespace Compliance.Formats.Sbom.Schemas;

/// <summary>What a document's own schema says of it.</summary>
/// <param name="Schema">File name of the schema; its bytes are <see cref="SbomSchemas.BytesOf"/>.</param>
/// <param name="Errors">Places where the document breaks it; 0 is valid.</param>
/// <param name="Defects">The first of them.</param>
public sealed record SbomSchemaVerdict(string Schema, int Errors, ImmutableArray<Defect> Defects);
