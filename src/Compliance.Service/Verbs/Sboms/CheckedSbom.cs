using System.Collections.Immutable;
using Compliance.Evidence.Collection.Sboms;
using Compliance.Formats.Sbom.Profiles;

namespace Compliance.Service.Verbs.Sboms;

/// <summary>One document with its answers.</summary>
/// <param name="Found">What is known of a document in or beside an image; null for a file.</param>
internal sealed record CheckedSbom(string Name, SbomChecked Sbom, ImmutableArray<SbomRuleResult> Results, ImageSbomDocument? Found);
