using System.Collections.Immutable;
using Compliance.Formats.Sbom.Profiles;

namespace Compliance.Service.Verbs.Sboms;

/// <summary>One document with its answers.</summary>
internal sealed record CheckedSbom(string Name, SbomChecked Sbom, ImmutableArray<SbomRuleResult> Results);
