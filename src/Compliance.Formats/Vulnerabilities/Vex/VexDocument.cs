using System.Collections.Immutable;

namespace Compliance.Formats.Vulnerabilities.Vex;

/// <summary>Statements of one document in its order. Who wrote it is the document's own word and proves nothing.</summary>
/// <param name="Id">Empty when it has none.</param>
/// <param name="Author">Author or publisher as stated; empty when none is.</param>
/// <param name="IssuedAt">When the document was last changed; null when it does not say.</param>
public sealed record VexDocument(VexFormat Format, string Id, string Author, DateTimeOffset? IssuedAt, ImmutableArray<VexStatement> Statements);
