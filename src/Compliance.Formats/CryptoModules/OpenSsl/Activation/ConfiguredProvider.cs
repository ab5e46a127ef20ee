using System.Collections.Immutable;
using Compliance.Formats.Reading;

namespace Compliance.Formats.CryptoModules.OpenSsl.Activation;

/// <summary>One line of the providers section, followed to its end.</summary>
public sealed record ConfiguredProvider
{
    /// <summary>The name under which libcrypto knows it: the setting's name, or <c>identity</c>. Says nothing about what is loaded.</summary>
    public required string Name { get; init; }

    public required string Section { get; init; }

    /// <summary>The file that is loaded, absolute; null for providers that are part of libcrypto (<c>default</c>, <c>base</c>, <c>null</c>) or when the folder is unknown.</summary>
    public required string? ModulePath { get; init; }

    /// <summary>Whether loading the configuration activates it; null when the library's version decides and is unknown.</summary>
    public required bool? Activated { get; init; }

    /// <summary><c>module-mac</c> of the section; null when it has none.</summary>
    public required string? ModuleMac { get; init; }

    /// <summary><c>install-status</c> of the section; null when it has none.</summary>
    public required string? InstallStatus { get; init; }

    /// <summary><c>install-version</c> of the section; null when it has none.</summary>
    public required string? InstallVersion { get; init; }

    /// <summary>The lines that make it so: providers entry, activate, module.</summary>
    public required ImmutableArray<Locator> Locators { get; init; }

    public bool IsBuiltIn => Name is "default" or "base" or "null";
}
