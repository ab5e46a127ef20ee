namespace Compliance.Formats.CryptoModules.OpenSsl;

/// <summary>What the bytes of a libcrypto (or of a program that holds one) say about it.</summary>
public sealed record LibcryptoIdentity
{
    /// <summary><c>OpenSSL</c>, <c>LibreSSL</c>, <c>BoringSSL</c> or <c>AWS-LC</c>; null when no marker is found.</summary>
    public required string? Product { get; init; }

    /// <summary><c>3.0.22</c>, <c>1.1.1k</c>; null when the product prints none or the file has several.</summary>
    public required string? Version { get; init; }

    /// <summary>The whole line of version and date, for example <c>OpenSSL 3.0.22 25 Aug 2026</c>; empty when there is none.</summary>
    public required string VersionLine { get; init; }

    /// <summary>Compiled-in directory of <c>openssl.cnf</c>; null when the file does not say.</summary>
    public required string? ConfigurationDirectory { get; init; }

    /// <summary>Compiled-in directory of providers; null when the file does not say (OpenSSL before 3.0 has none).</summary>
    public required string? ModulesDirectory { get; init; }

    /// <summary>Reads <c>/proc/sys/crypto/fips_enabled</c>: distributions of the Red Hat family and others switch on with the host's kernel.</summary>
    public required bool FollowsKernelFlag { get; init; }

    /// <summary>Knows the variable <c>OPENSSL_FORCE_FIPS_MODE</c>: without the patch that adds it the variable has no effect.</summary>
    public required bool KnowsForceVariable { get; init; }

    /// <summary>Marked as a stand-in.</summary>
    public required bool IsStub { get; init; }

    /// <summary>First number of <see cref="Version"/>; null when unknown.</summary>
    public int? Major => Version is { } version && int.TryParse(version.AsSpan(0, version.IndexOf('.', StringComparison.Ordinal)), System.Globalization.CultureInfo.InvariantCulture, out var major) ? major : null;
}
