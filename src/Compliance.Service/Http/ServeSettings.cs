using System.Collections.Immutable;

namespace Compliance.Service.Http;

/// <summary>How the service runs.</summary>
/// <param name="Port">1 to 65535, or 0 for a free one.</param>
/// <param name="DataDirectory">Where an imported list of certificates is looked for at each audit.</param>
/// <param name="Roots">Folders whose images may be audited, absolute, without links.</param>
internal sealed record ServeSettings(int Port, ImmutableArray<string> Roots, string? TrustFolder, string DataDirectory);
