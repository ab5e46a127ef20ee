using System.Collections.Immutable;

namespace Compliance.Formats.Vulnerabilities.Vex;

/// <summary>A product with the names it is known by, and the parts of it that a statement is about.</summary>
/// <param name="Identifiers">Package URLs, CPEs, digests as <c>sha256:…</c>, or plain names; ordinal order, each once.</param>
/// <param name="Subcomponents">Identifiers of each part; empty when the statement is about the product as a whole.</param>
public sealed record VexProduct(ImmutableArray<string> Identifiers, ImmutableArray<ImmutableArray<string>> Subcomponents);
