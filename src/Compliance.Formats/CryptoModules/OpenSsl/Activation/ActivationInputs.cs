using System.Collections.Immutable;
using Compliance.Formats.CryptoModules.OpenSsl.Configuration;

namespace Compliance.Formats.CryptoModules.OpenSsl.Activation;

/// <summary>Everything inside an image that decides which providers OpenSSL loads. What a runtime adds (variables, mounts) is outside.</summary>
public sealed record ActivationInputs
{
    /// <summary>Variables of the image's configuration.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>Entrypoint and command, as they are executed.</summary>
    public required ImmutableArray<string> Command { get; init; }

    public string WorkingDirectory { get; init; } = "/";

    /// <summary>The libcrypto that is asked about.</summary>
    public required LibcryptoIdentity Library { get; init; }

    /// <summary>What lies at an absolute path where configuration is looked for.</summary>
    public required Func<string, ConfigurationFile> Open { get; init; }

    /// <summary>What lies at an absolute path where a provider is looked for.</summary>
    public required Func<string, ProviderFile> Module { get; init; }

    /// <summary>Scripts that the command runs, with the lines that matter.</summary>
    public ImmutableArray<LaunchScript> Scripts { get; init; } = [];

    /// <summary>Why a script of the command could not be read; null when all were.</summary>
    public string? UnseenScript { get; init; }

    /// <summary>The setting that names the first section: <c>openssl_conf</c>, or <c>nodejs_conf</c> for a Node.js with its own OpenSSL.</summary>
    public string ApplicationSetting { get; init; } = "openssl_conf";
}
