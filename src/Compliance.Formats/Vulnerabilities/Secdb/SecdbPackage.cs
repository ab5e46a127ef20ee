using System.Collections.Immutable;

namespace Compliance.Formats.Vulnerabilities.Secdb;

/// <summary>A source package (an installed package's <em>origin</em>) and its fixes, in the order of the feed.</summary>
public sealed record SecdbPackage(string Name, ImmutableArray<SecdbFix> Fixes);
