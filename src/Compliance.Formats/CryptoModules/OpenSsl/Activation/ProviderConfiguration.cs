using System.Collections.Immutable;
using Compliance.Formats.Reading;

namespace Compliance.Formats.CryptoModules.OpenSsl.Activation;

/// <summary>What OpenSSL takes from a configuration about providers.</summary>
public sealed record ProviderConfiguration
{
    /// <summary>In configuration order, up to the first entry that makes OpenSSL stop.</summary>
    public required ImmutableArray<ConfiguredProvider> Providers { get; init; }

    /// <summary><c>default_properties</c> with spaces removed; empty when unset. <c>fips_mode = yes</c> counts as <c>fips=yes</c>.</summary>
    public required string DefaultProperties { get; init; }

    /// <summary>The lines that lead to the providers section and to the properties.</summary>
    public required ImmutableArray<Locator> Locators { get; init; }

    /// <summary>Why there are no providers, or where OpenSSL stops.</summary>
    public required ImmutableArray<Defect> Findings { get; init; }

    /// <summary>
    /// Whether the default provider serves: configured, or loaded because no provider was activated. Null when a provider's activation is unknown.
    /// </summary>
    public bool? DefaultProviderActive
    {
        get
        {
            if (Providers.Any(provider => provider is { Name: "default", Activated: true })) return true;
            if (Providers.Any(provider => provider.Activated is null)) return null;
            return !Providers.Any(provider => provider.Activated == true);
        }
    }

    /// <summary>Whether algorithms without <c>fips=yes</c> are never chosen: the clause is present and mandatory.</summary>
    public bool RequiresFipsProperty => DefaultProperties.Split(',').Contains("fips=yes", StringComparer.Ordinal);
}
