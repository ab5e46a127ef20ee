using Compliance.Formats.Reading;

namespace Compliance.Policy.Exceptions;

/// <summary>A waiver as it was handed in.</summary>
/// <param name="Path">Name of its file.</param>
public sealed record PresentedWaiver(string Path, Reading<Waiver> Waiver, SignatureJudgement Signature);
