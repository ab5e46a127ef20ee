using System.Collections.Immutable;
using Compliance.Formats.Reading;

namespace Compliance.Formats.CryptoModules.OpenSsl.Activation;

/// <summary>Which provider works when a program of the image uses one libcrypto, as far as the image decides it, and every line that decided.</summary>
public sealed record ProviderActivation
{
    public required ActivationState State { get; init; }

    /// <summary>One sentence with the place, for people.</summary>
    public required string Reason { get; init; }

    /// <summary>The lines that decided, in the order in which they were followed.</summary>
    public required ImmutableArray<Locator> DecidedBy { get; init; }

    /// <summary>Null when unknown.</summary>
    public required bool? DefaultProviderActive { get; init; }

    /// <summary>Null when unknown, empty when unset, otherwise without spaces.</summary>
    public required string? DefaultProperties { get; init; }

    public required ImmutableArray<ConfiguredProvider> Providers { get; init; }

    /// <summary>The FIPS provider that is activated, with links followed; null when none is.</summary>
    public required string? ActiveModulePath { get; init; }

    /// <summary>The section of the active FIPS provider.</summary>
    public required ConfiguredProvider? ActiveProvider { get; init; }

    /// <summary>Everything that a reader should know: traps, deviations, what stopped.</summary>
    public required ImmutableArray<Defect> Findings { get; init; }
}
