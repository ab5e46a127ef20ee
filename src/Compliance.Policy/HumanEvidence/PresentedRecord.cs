using Compliance.Formats.Reading;
using Compliance.Policy.Exceptions;

namespace Compliance.Policy.HumanEvidence;

/// <summary>A record as it was handed in.</summary>
/// <param name="Path">Name of its file.</param>
/// <param name="HasContent">Whether bytes with the digest that it names lie beside it.</param>
public sealed record PresentedRecord(string Path, Reading<EvidenceRecord> Record, bool HasContent, SignatureJudgement Signature);
