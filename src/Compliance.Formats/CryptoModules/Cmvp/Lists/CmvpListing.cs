using System.Collections.Immutable;
using Compliance.Formats.CryptoModules.Cmvp.Algorithms;

namespace Compliance.Formats.CryptoModules.Cmvp.Lists;

/// <summary>One certificate as a dump of NIST's list has it. What the dump computed from it (a projected status) is not taken over.</summary>
public sealed record CmvpListing
{
    public required int Number { get; init; }

    /// <summary>Empty where the dump has a blank.</summary>
    public required string Name { get; init; }

    /// <summary>Empty where the dump has a blank.</summary>
    public required string Vendor { get; init; }

    /// <summary><c>FIPS 140-1</c>, <c>FIPS 140-2</c> or <c>FIPS 140-3</c>.</summary>
    public required string Standard { get; init; }

    /// <summary>Overall level, 1 to 4; 0 when not stated.</summary>
    public required int Level { get; init; }

    public required CmvpStatedStatus Status { get; init; }

    /// <summary>The day on which <see cref="Status"/> was read.</summary>
    public required DateOnly StatusAsOf { get; init; }

    /// <summary>Ascending; may be empty.</summary>
    public required ImmutableArray<DateOnly> Validated { get; init; }

    public required DateOnly? Sunset { get; init; }

    /// <summary>As on the certificate; empty when the dump has none, which is not the same as that there is none.</summary>
    public required string Caveat { get; init; }

    /// <summary>Algorithms with their validations as far as the dump has them in rows that can be told, by name; empty says nothing.</summary>
    public ImmutableArray<CmvpAlgorithm> Algorithms { get; init; } = [];

    /// <summary>The certificate says that it is an interim validation.</summary>
    public bool Interim => Caveat.Contains("interim validation", StringComparison.OrdinalIgnoreCase);

    /// <summary>The certificate gives no assurance of the strength of what it generates; null when the dump has no caveat text at all.</summary>
    public bool? EntropyCaveat => Caveat.Length == 0 ? null : Caveat.Contains("no assurance of the minimum strength", StringComparison.OrdinalIgnoreCase);
}
