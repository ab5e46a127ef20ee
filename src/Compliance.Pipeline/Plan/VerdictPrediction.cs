using Compliance.Policy.Results;

namespace Compliance.Pipeline.Plan;

/// <summary>A policy over all images, before and after.</summary>
/// <param name="Before">Null where the image was not judged by it.</param>
public sealed record VerdictPrediction(string PolicyId, string Severity, Verdict? Before, Verdict After);
