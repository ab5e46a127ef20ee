namespace Compliance.Formats.CryptoModules.OpenSsl;

/// <summary>What the bytes of an OpenSSL 3 provider say about it. A claim of the file about itself: only integrity and a certificate make more of it.</summary>
public sealed record ProviderIdentity
{
    /// <summary>The name that the provider returns for <c>OSSL_PROV_PARAM_NAME</c>, for example <c>OpenSSL FIPS Provider</c>; null when the file has none or several.</summary>
    public required string? Name { get; init; }

    /// <summary>The text returned for <c>OSSL_PROV_PARAM_BUILDINFO</c>, split; null when the file has none or several.</summary>
    public required ModuleVersion? Version { get; init; }

    /// <summary>Exports <c>OSSL_provider_init</c>: without it libcrypto does not take the file for a provider.</summary>
    public required bool ExportsInitializer { get; init; }

    /// <summary>
    /// The file is a FIPS provider: it registers algorithms with <c>fips=yes</c> and reads <c>module-mac</c>. False for the legacy provider and for
    /// providers of others.
    /// </summary>
    public required bool IsFips { get; init; }

    /// <summary>
    /// The bytes of the key that OpenSSL's build computes integrity values with are in the file. False means that the vendor changed the key (or
    /// that this is no FIPS provider), and an integrity value can't be recomputed.
    /// </summary>
    public required bool HasStandardKey { get; init; }

    /// <summary>Offset in the file of the 32 bytes of section <c>.rodata1</c>, where builds of the Red Hat family keep the integrity value; null when there is none.</summary>
    public required long? EmbeddedMacOffset { get; init; }

    /// <summary>Marked as a stand-in.</summary>
    public required bool IsStub { get; init; }

    /// <summary>Every distinct pair of name and version that the strings allow; more than one leaves both null.</summary>
    public required System.Collections.Immutable.ImmutableArray<string> Candidates { get; init; }
}
