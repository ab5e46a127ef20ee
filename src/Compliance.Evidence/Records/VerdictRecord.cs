using Compliance.Formats;
using Compliance.Policy.Results;

namespace Compliance.Evidence.Records;

/// <summary>The verdict of one policy on one image manifest.</summary>
public sealed record VerdictRecord(Digest Manifest, string PolicyId, Verdict Verdict, string Severity);
