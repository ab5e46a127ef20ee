using Compliance.Formats;

namespace Compliance.Evidence.Packaging;

/// <summary>A rendered report. Packaging knows nothing of what is in it.</summary>
/// <param name="Name">File name below <c>data/report/</c>, an allowed entry name.</param>
public sealed record PackageReport(string Name, MediaType MediaType, ReadOnlyMemory<byte> Content);
