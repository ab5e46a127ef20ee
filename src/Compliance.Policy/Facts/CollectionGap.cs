using Compliance.Formats;
using Compliance.Formats.Reading;

namespace Compliance.Policy.Facts;

/// <summary>
/// Something that should have been read and could not be. A gap is evidence: the kinds it names are at most partially collected, and
/// what depends on them is unknown.
/// </summary>
public sealed record CollectionGap(DiagnosticCode Code, Digest Subject, FactKind Kind, Locator Locator, string Message, string Collector);
