using System.Collections.Immutable;
using Compliance.Formats.Reading;

namespace Compliance.Formats.Attestation;

/// <summary>A material or resolved dependency of a build.</summary>
/// <param name="Digests">By algorithm as written; empty when the provenance does not pin it.</param>
public sealed record SlsaResource(string Uri, string Name, ImmutableSortedDictionary<string, string> Digests, Locator Locator);
