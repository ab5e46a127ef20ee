using System.Collections.Immutable;
using Compliance.Formats.Benchmarks;
using Compliance.Formats.Reading;

namespace Compliance.Policy.Benchmarks;

/// <summary>An import as it was handed in.</summary>
/// <param name="Path">Name of its file.</param>
/// <param name="Reports">The results file read again; null when no bytes with its digest lie beside the import.</param>
public sealed record PresentedBenchmark(string Path, Reading<BenchmarkImport> Import, Reading<ImmutableArray<BenchmarkReport>>? Reports);
