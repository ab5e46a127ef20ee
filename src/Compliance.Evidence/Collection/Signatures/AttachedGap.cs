using Compliance.Formats.Reading;
using Compliance.Policy.Facts;

namespace Compliance.Evidence.Collection.Signatures;

/// <summary>A gap in what is attached, for one kind of fact.</summary>
internal sealed record AttachedGap(FactKind Kind, DiagnosticCode Code, Locator Locator, string Message);
