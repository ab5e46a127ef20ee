using System.Collections.Immutable;
using System.Globalization;
using Compliance.Formats;
using Compliance.Formats.Reading;
using Compliance.Policy.Facts;

namespace Compliance.Tests.Reporting;

internal static class SampleFacts
{
    private static readonly string[] Names = ["libcrypto3", "libssl3", "busybox", "musl", "python3", "zlib", "ca-certificates-bundle", "readline", "sqlite-libs", "libexpat"];

    public static FactSet Make(Digest subject, int image, int packages)
    {
        var facts = new List<Fact>();
        void Add(string id, FactValue value, Reperformance how = Reperformance.Rederived) =>
            facts.Add(new Fact(id, subject, value, new FactSource(subject, new Locator("manifest.json")), "sample@1", how));

        for (var index = 0; index < packages; index++) Add($"package/apk/{index.ToString("D6", CultureInfo.InvariantCulture)}", Package(index));
        Add("module/a", Provider(image));
        Add("module/b", Library);
        Add("signature/1", Signature);
        Add("attestation/1", Attestation);
        Add("provenance/1", Provenance);
        Add("sbom/1", Sbom);
        Add("hardening/1", Hardening, Reperformance.FromInventory);
        Add("population/packages", new PopulationFact { Name = "packages", Count = packages, CountedFrom = "file lists of the package database" }, Reperformance.Carried);
        return new FactSet
        {
            Subject = subject,
            Facts = [.. facts.OrderBy(fact => fact.Id, StringComparer.Ordinal)],
            Gaps = image == 0 ? [new CollectionGap(new DiagnosticCode("SBOM-0007"), subject, FactKind.Sbom, new Locator("usr/share/sbom/app.spdx.json", Line: 12, Column: 4), "the document ends in the middle of a string", "sbom@1")] : [],
            Coverages = Enum.GetValues<FactKind>().Where(kind => kind != FactKind.Vulnerability).ToImmutableDictionary(kind => kind, kind => kind == FactKind.Sbom && image == 0 ? Coverage.Partial : Coverage.Complete),
        };
    }

    private static PackageFact Package(int index) => new()
    {
        Database = "apk",
        Name = index < Names.Length ? Names[index] : $"package-{index.ToString(CultureInfo.InvariantCulture)}",
        Version = $"3.{index % 17}.{index % 7}-r{index % 5}",
        Architecture = "x86_64",
        Origin = index % 3 == 0 ? "openssl" : index < Names.Length ? Names[index] : $"package-{index}",
        Purl = $"pkg:apk/alpine/p{index}@1",
        Licence = index % 9 == 8 ? "" : "Apache-2.0",
        Supplier = "Acme",
        FileCount = Knowable<long>.Known(4),
        InSbom = index % 11 == 10 ? Knowable<bool>.Unknown("no SBOM names a version") : Knowable<bool>.Known(true),
    };

    private static CryptoModuleFact Provider(int image) => new()
    {
        Family = "openssl-provider",
        Name = "OpenSSL FIPS Provider",
        Version = Knowable<string>.Known("3.1.2"),
        Build = Knowable<string>.Known("3.1.2"),
        Path = "usr/lib/x86_64-linux-gnu/ossl-modules/fips.so",
        Layer = 2,
        Sha256 = SampleDraft.DigestOf("fips.so").ToString(),
        Integrity = Knowable<string>.Known("ok"),
        IntegrityDetail = "module-mac recomputed over 1,742,312 bytes equals fipsmodule.cnf",
        CertificateMatch = Knowable<string>.Known(image == 0 ? "exact" : "candidate"),
        Certificates = [4985],
        CertificateState = Knowable<string>.Known("active"),
        Standard = "FIPS 140-3",
        Sunset = "2030-03-10",
        Activation = Knowable<string>.Known("on"),
        ActivationReason = "etc/ssl/openssl.cnf:54 activates it and sets fips=yes",
        DefaultProviderActive = Knowable<bool>.Known(false),
        DefaultProperties = Knowable<string>.Known("fips=yes"),
        Reachable = Knowable<bool>.Known(true),
        ReachedBy = "from the command: usr/bin/app → usr/lib/libcrypto.so.3",
        OperationalEnvironment = Knowable<string>.Unknown("no operational environment is stated"),
        EntropyCaveat = Knowable<bool>.Known(true),
        Stub = false,
    };

    private static CryptoModuleFact Library { get; } = Provider(0) with
    {
        Family = "openssl-library",
        Name = "OpenSSL libcrypto",
        Version = Knowable<string>.Known("3.0.17"),
        Build = Knowable<string>.Known(""),
        Path = "usr/lib/x86_64-linux-gnu/libcrypto.so.3",
        Sha256 = SampleDraft.DigestOf("libcrypto").ToString(),
        Integrity = Knowable<string>.Known("none"),
        IntegrityDetail = "the library carries no integrity value",
        CertificateMatch = Knowable<string>.Known("none"),
        Certificates = [],
        CertificateState = Knowable<string>.Known("none"),
        Standard = "",
        Sunset = "",
        Activation = Knowable<string>.Known("off"),
        ActivationReason = "not a provider",
        Reachable = Knowable<bool>.Unknown("dlopen by name"),
        ReachedBy = "dlopen by name",
        Stub = true,
    };

    private static SignatureFact Signature { get; } = new()
    {
        Format = "cosign-simplesigning",
        SignedDigest = SampleDraft.DigestOf("manifest 0").ToString(),
        Covers = "manifest",
        Outcome = Knowable<string>.Known("verified"),
        Signer = Knowable<string>.Known("release@acme"),
        SignerAllowed = Knowable<bool>.Known(true),
        KeyFingerprint = Knowable<string>.Known(SampleDraft.DigestOf("key").ToString()),
        Algorithm = Knowable<string>.Known("ecdsa-p256-sha256"),
        AlgorithmApproved = Knowable<bool>.Known(true),
        Failures = [],
    };

    private static AttestationFact Attestation { get; } = new()
    {
        PredicateType = "https://slsa.dev/provenance/v1",
        StatementType = "https://in-toto.io/Statement/v1",
        SubjectMatches = true,
        Outcome = Knowable<string>.Unknown("no trust was given"),
        Signer = Knowable<string>.Unknown("no trust was given"),
        SignerAllowed = Knowable<bool>.Unknown("no trust was given"),
        Algorithm = Knowable<string>.Known("ecdsa-p256-sha256"),
        AlgorithmApproved = Knowable<bool>.Known(true),
        Failures = ["SIG-0004: expected a signature by release@acme, found none"],
    };

    private static ProvenanceFact Provenance { get; } = new()
    {
        PredicateType = "https://slsa.dev/provenance/v1",
        BuilderId = "https://builds.acme.example/runner@v3",
        BuildType = "https://builds.acme.example/types/apko/v1",
        SourceUri = Knowable<string>.Known("git+https://git.acme.example/payments/gateway"),
        SourceDigest = Knowable<string>.Known("sha1:0f3c"),
        Dependencies = 41,
        DependenciesWithDigest = 40,
        SubjectMatches = true,
        Outcome = Knowable<string>.Known("failed"),
        Signer = Knowable<string>.Known("release@acme"),
        SignerAllowed = Knowable<bool>.Known(true),
        BuilderTrusted = Knowable<bool>.Known(false),
    };

    private static SbomFact Sbom { get; } = new()
    {
        Format = "spdx",
        SpecVersion = "2.3",
        Digest = SampleDraft.DigestOf("sbom").ToString(),
        Origin = "image",
        Location = "usr/share/sbom/app.spdx.json",
        DescribesImage = Knowable<bool>.Unknown("it names no digest"),
        Signed = Knowable<bool>.Known(false),
        Created = "2026-11-20T08:00:00Z",
        Authors = ["Acme"],
        Tools = ["apko 0.30"],
        Components = 64,
        Relationships = 120,
        ComponentsWithoutVersion = 0,
        ComponentsWithoutSupplier = 2,
        ComponentsWithoutIdentifier = 0,
        ComponentsWithoutLicence = 1,
        ComponentsWithoutHash = 64,
        MissingPackages = Knowable<ImmutableArray<string>>.Known(["libexpat 2.6.2-r0"]),
        Defects = 1,
    };

    private static HardeningFact Hardening { get; } = new()
    {
        Uid = Knowable<long>.Known(0),
        RunsAsRoot = Knowable<bool>.Known(true),
        Shells = Knowable<ImmutableArray<string>>.Known(["bin/sh", "bin/busybox"]),
        PackageManagers = Knowable<ImmutableArray<string>>.Known(["sbin/apk"]),
        SetuidFiles = Knowable<ImmutableArray<string>>.Known([]),
        WorldWritable = Knowable<ImmutableArray<string>>.Known([]),
        SecretEnvNames = Knowable<ImmutableArray<string>>.Known(["DB_PASSWORD"]),
        CredentialFiles = Knowable<ImmutableArray<string>>.Known([]),
    };
}
