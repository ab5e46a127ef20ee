using System.Collections.Immutable;
using Compliance.Formats.Reading;
using Compliance.Oci.Models;

namespace Compliance.Oci.Registries;

/// <summary>What a registry lists as referring to a manifest; its word, not a proof.</summary>
/// <param name="IsSupported">Whether the registry keeps such lists at all; where not, they are under a tag.</param>
/// <param name="Defects">Why the list is not whole.</param>
public sealed record ReferrerList(bool IsSupported, ImmutableArray<Descriptor> Referrers, ImmutableArray<Defect> Defects);
