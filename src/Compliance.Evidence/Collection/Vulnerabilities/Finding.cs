using System.Collections.Immutable;

namespace Compliance.Evidence.Collection.Vulnerabilities;

/// <summary>One vulnerability of one package, with everything that says so.</summary>
internal sealed record Finding(string Id, ImmutableArray<string> Names, MatchTarget Target, ImmutableArray<FoundMatch> Matches);
