using System.Collections.Immutable;

namespace Compliance.Formats.CryptoModules.Boundaries;

/// <summary>What the maker of a module says of one vulnerability: which series of the module have it, and which do not. Series that are not named are not known.</summary>
/// <param name="Cve">Id of the vulnerability.</param>
/// <param name="Family">Family of the module, as in facts.</param>
/// <param name="Module">The name that the module gives itself. A rebrand has another one, and may have taken other changes.</param>
/// <param name="NotAffected">Series, two numbers each.</param>
/// <param name="Source">Where the maker says so.</param>
public sealed record BoundaryRow(string Cve, string Family, string Module, ImmutableArray<AffectedSeries> Affected, ImmutableArray<string> NotAffected, string Source, DateOnly ReviewedOn);
