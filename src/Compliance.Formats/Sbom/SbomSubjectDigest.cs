using Compliance.Formats.Reading;

namespace Compliance.Formats.Sbom;

/// <summary>
/// A digest by which a document names what it describes. Tools name the manifest, its index or the configuration: whoever compares says which.
/// </summary>
/// <param name="Member">The member that names it: <c>version</c>, <c>name</c>, <c>purl</c>, <c>hash</c> or <c>property</c>.</param>
public sealed record SbomSubjectDigest(Digest Digest, string Member, Locator Locator);
