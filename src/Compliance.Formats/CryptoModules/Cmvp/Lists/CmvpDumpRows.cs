using System.Collections.Immutable;

namespace Compliance.Formats.CryptoModules.Cmvp.Lists;

/// <summary>The rows of a dump before they are judged.</summary>
/// <param name="AsOf">Null when the dump does not say.</param>
/// <param name="Source">Null when the dump does not say.</param>
internal sealed record CmvpDumpRows(DateOnly? AsOf, string? Source, ImmutableArray<CmvpDumpRow> Certificates, ImmutableArray<CmvpDumpRow> InProcess, ImmutableArray<CmvpDumpRow> EntropySources)
{
    public static CmvpDumpRows None { get; } = new(null, null, [], [], []);
}
