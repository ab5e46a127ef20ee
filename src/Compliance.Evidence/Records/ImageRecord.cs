using Compliance.Formats;

namespace Compliance.Evidence.Records;

/// <summary>One image manifest of an audit.</summary>
/// <param name="Facts">Digest of the image's facts in canonical form: the same evidence gives the same value.</param>
public sealed record ImageRecord(Digest Manifest, Digest? Index, string Platform, Digest Facts, int FactCount, int GapCount);
