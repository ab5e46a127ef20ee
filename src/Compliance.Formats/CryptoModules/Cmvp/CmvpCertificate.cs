using System.Collections.Immutable;
using Compliance.Formats.CryptoModules.Cmvp.Algorithms;

namespace Compliance.Formats.CryptoModules.Cmvp;

/// <summary>One CMVP certificate as a source stated it on a day.</summary>
public sealed record CmvpCertificate
{
    public required int Number { get; init; }

    /// <summary>As on the certificate.</summary>
    public required string Name { get; init; }

    public required string Vendor { get; init; }

    /// <summary>The catalog's family, for example <c>openssl-provider</c>; a claim of another family never matches. Empty when only an imported list has
    /// the certificate: then its name alone can match, and only as a candidate.</summary>
    public required string Family { get; init; }

    /// <summary><c>FIPS 140-1</c>, <c>FIPS 140-2</c> or <c>FIPS 140-3</c>.</summary>
    public required string Standard { get; init; }

    /// <summary>Overall level, 1 to 4; 0 when not stated.</summary>
    public required int Level { get; init; }

    public required CmvpStatedStatus Status { get; init; }

    /// <summary>The day on which <see cref="Status"/> was read.</summary>
    public required DateOnly StatusAsOf { get; init; }

    /// <summary>Days of validation and revalidation, ascending; may be empty.</summary>
    public required ImmutableArray<DateOnly> Validated { get; init; }

    /// <summary>The last active day as listed; null when none is.</summary>
    public required DateOnly? Sunset { get; init; }

    /// <summary>The certificate carries the caveat "Interim validation".</summary>
    public required bool Interim { get; init; }

    /// <summary>The certificate says "No assurance of the minimum strength of generated SSPs"; null when its text is not known.</summary>
    public required bool? EntropyCaveat { get; init; }

    /// <summary>Algorithms with their validations as far as an imported list has them, by name; empty says nothing.</summary>
    public ImmutableArray<CmvpAlgorithm> Algorithms { get; init; } = [];

    public required ImmutableArray<CmvpIdentity> Identities { get; init; }

    /// <summary>Where the row was read.</summary>
    public required string Source { get; init; }

    /// <summary>NIST's page of this certificate.</summary>
    public string Url => $"https://csrc.nist.gov/projects/cryptographic-module-validation-program/certificate/{Number.ToString(System.Globalization.CultureInfo.InvariantCulture)}";
}
