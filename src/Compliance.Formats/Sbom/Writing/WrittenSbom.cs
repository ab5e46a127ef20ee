using System.Collections.Immutable;

namespace Compliance.Formats.Sbom.Writing;

/// <param name="Bytes">UTF-8 JSON in canonical form: the same document gives the same bytes.</param>
/// <param name="Losses">What the form has no place for, one line each with how often, ordinal order; empty when everything was carried over.</param>
public sealed record WrittenSbom(ReadOnlyMemory<byte> Bytes, ImmutableArray<string> Losses);
