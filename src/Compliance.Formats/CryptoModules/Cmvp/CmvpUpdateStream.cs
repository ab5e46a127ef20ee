using System.Collections.Immutable;

namespace Compliance.Formats.CryptoModules.Cmvp;

/// <summary>Later releases of a validated series: versions from <paramref name="From"/> to, not including, <paramref name="Below"/>.</summary>
public sealed record CmvpUpdateStream(string Name, string Family, string From, string Below, ImmutableArray<int> Certificates, string Source);
