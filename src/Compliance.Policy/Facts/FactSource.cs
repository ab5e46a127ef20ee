using Compliance.Formats;
using Compliance.Formats.Reading;

namespace Compliance.Policy.Facts;

/// <summary>Where a fact was read: the digest of the document (blob, file or inventory) and the place in it.</summary>
public sealed record FactSource(Digest Document, Locator Locator);
