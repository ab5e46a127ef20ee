using System.Collections.Immutable;

namespace Compliance.Formats.Reading.Json.Schemas;

/// <summary>Where a document breaks a schema.</summary>
/// <param name="Count">All errors; a value that fits none of several forms is one.</param>
/// <param name="Errors">Those that were kept.</param>
public sealed record JsonSchemaErrors(int Count, ImmutableArray<Defect> Errors);
