using System.Collections.Immutable;

namespace Compliance.Reporting.Model;

/// <summary>A term and its value.</summary>
public sealed record GridRow(string Term, params ImmutableArray<Inline> Value);
