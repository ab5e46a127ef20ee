using Compliance.Formats.Sbom;

namespace Compliance.Evidence.Collection.Sboms.Making;

/// <summary>What a bill of materials states and the image can't know.</summary>
/// <param name="CreatedAt">UTC, whole seconds.</param>
/// <param name="Author">Who operates the tool; null when nobody is named.</param>
/// <param name="Tool">The program that makes it.</param>
/// <param name="HasFiles">Whether every file is listed, too.</param>
public sealed record BomStatement(DateTimeOffset CreatedAt, SbomAgent? Author, SbomAgent Tool, bool HasFiles);
