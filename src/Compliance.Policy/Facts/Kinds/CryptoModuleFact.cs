using System.Collections.Immutable;

namespace Compliance.Policy.Facts;

/// <summary>One cryptographic module found in the image. Its axes are kept apart: no word of this record means validated by itself.</summary>
public sealed record CryptoModuleFact : FactValue
{
    public override FactKind Kind => FactKind.CryptoModule;

    /// <summary>For example <c>openssl-provider</c>, <c>openssl-library</c>, <c>go</c>, <c>boringcrypto</c>, <c>nss</c>.</summary>
    public required string Family { get; init; }

    /// <summary>The module's own name, for example <c>OpenSSL FIPS Provider</c>.</summary>
    public required string Name { get; init; }

    public required Knowable<string> Version { get; init; }

    /// <summary>Build identifier behind the version; empty when there is none.</summary>
    public required Knowable<string> Build { get; init; }

    public required string Path { get; init; }

    /// <summary>Layer that the file comes from, 0 is the base.</summary>
    public required long Layer { get; init; }

    public required string Sha256 { get; init; }

    /// <summary><c>ok</c>, <c>broken</c>, <c>not-checkable</c> (it should carry a value and does not) or <c>none</c> (its kind carries none).</summary>
    public required Knowable<string> Integrity { get; init; }

    public required string IntegrityDetail { get; init; }

    /// <summary>Whether a module of its kind carries an integrity value; also where it is not known whether the value fits.</summary>
    public bool CarriesIntegrity => Integrity is not { IsKnown: true, Value: "none" };

    /// <summary><c>exact</c>, <c>update-stream</c>, <c>in-process</c>, <c>candidate</c> (name and version only) or <c>none</c>.</summary>
    public required Knowable<string> CertificateMatch { get; init; }

    /// <summary>CMVP certificate numbers that match, ascending; empty when none do.</summary>
    public required ImmutableArray<long> Certificates { get; init; }

    /// <summary><c>active</c>, <c>historical</c>, <c>revoked</c>, <c>interim-passed</c> or <c>none</c>, of the best match on the evaluation date.</summary>
    public required Knowable<string> CertificateState { get; init; }

    /// <summary>Which rule gives that state, with the day on which the status was stated; behind it what the name of the package that owns the file says about streams, for people. Empty without either.</summary>
    public string CertificateReason { get; init; } = "";

    /// <summary>Where the certificate's row was read; empty when there is no certificate.</summary>
    public string CertificateSource { get; init; } = "";

    /// <summary>Vendor on the certificate of the best match; empty when there is no certificate.</summary>
    public string Vendor { get; init; } = "";

    /// <summary><c>FIPS 140-2</c> or <c>FIPS 140-3</c>; empty when there is no certificate.</summary>
    public required string Standard { get; init; }

    /// <summary>Overall level of the certificate, 1 to 4; 0 when there is none or none is stated.</summary>
    public long Level { get; init; }

    /// <summary>Algorithms that were tested for the certificate, each with its CAVP validation, <c>AES-CBC A3548</c>, by name. Known for the very build of the certificate, when an imported list has them; there may be more.</summary>
    public Knowable<ImmutableArray<string>> Algorithms { get; init; } = Knowable<ImmutableArray<string>>.Unknown("no certificate matches");

    /// <summary>Last active day, ISO date; empty when there is no certificate or none is stated.</summary>
    public required string Sunset { get; init; }

    /// <summary><c>on</c>, <c>off</c> or <c>conditional</c> (decided by the host).</summary>
    public required Knowable<string> Activation { get; init; }

    public required string ActivationReason { get; init; }

    /// <summary>Whether OpenSSL's default provider is active beside it.</summary>
    public required Knowable<bool> DefaultProviderActive { get; init; }

    /// <summary><c>default_properties</c> of the configuration; empty when unset.</summary>
    public required Knowable<string> DefaultProperties { get; init; }

    /// <summary>Whether something in the image can load it.</summary>
    public required Knowable<bool> Reachable { get; init; }

    /// <summary>The way from the image's command, or from a file that uses it, to the module's code; why not, where there is none.</summary>
    public required string ReachedBy { get; init; }

    /// <summary><c>tested</c>, <c>affirmed</c>; unknown while no operational environment is stated.</summary>
    public required Knowable<string> OperationalEnvironment { get; init; }

    public required Knowable<bool> EntropyCaveat { get; init; }

    /// <summary>Sources of entropy in the image that a module with a certificate may rest on, with their ESV records; empty for none found and for modules without a certificate.</summary>
    public ImmutableArray<string> EntropySources { get; init; } = [];

    /// <summary>Package of the system that owns the file, by its database; empty when none does.</summary>
    public string Package { get; init; } = "";

    /// <summary>Version of that package; empty without one.</summary>
    public string PackageVersion { get; init; } = "";

    /// <summary>Source package of that package, its own name when none is stated; empty without one.</summary>
    public string PackageOrigin { get; init; } = "";

    /// <summary>Known vulnerabilities inside of the module, by the word of its maker, ordinal order. Known for the very build of a certificate only.</summary>
    public Knowable<ImmutableArray<string>> AffectedBy { get; init; } = Knowable<ImmutableArray<string>>.Unknown("not looked up");

    /// <summary>A labelled stand-in made for tests and samples; never matches a certificate.</summary>
    public required bool Stub { get; init; }
}
