using Compliance.Formats.Reading;

namespace Compliance.Evidence.Collection;

/// <summary>What collectors may know besides the image: bounds, the date that is judged, and the catalogs that are part of the policy set.</summary>
/// <param name="Catalogs">Catalog files by their path under <c>policies/catalogs/</c>, exactly as packed into the evidence package.</param>
public sealed record CollectionContext(Limits Limits, DateTimeOffset EvaluatedAt, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Catalogs);
