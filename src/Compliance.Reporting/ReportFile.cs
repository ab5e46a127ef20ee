using System.Collections.Immutable;
using Compliance.Formats;

namespace Compliance.Reporting;

/// <summary>A rendered report as the package takes it.</summary>
/// <param name="Path">Entry name, from the package's root.</param>
public sealed record ReportFile(string Path, MediaType MediaType, ImmutableArray<byte> Bytes);
