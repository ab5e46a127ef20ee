using System.Collections.Immutable;

namespace Compliance.Policy.Facts.Schema;

/// <summary>Fields of cryptographic modules, vulnerabilities and independent counts.</summary>
internal static class SecurityFields
{
    public static ImmutableArray<FactField> CryptoModule { get; } = new FieldListing<CryptoModuleFact>()
        .Add("family", fact => fact.Family, "Kind of module, for example openssl-provider or openssl-library.")
        .Add("name", fact => fact.Name, "The module's own name, for example OpenSSL FIPS Provider.")
        .Add("version", fact => fact.Version, "Version of the module.")
        .Add("build", fact => fact.Build, "Build identifier behind the version; empty when there is none.")
        .Add("path", fact => fact.Path, "Path of its file in the image.")
        .Add("layer", fact => fact.Layer, "Layer that the file comes from, 0 is the base.")
        .Add("sha256", fact => fact.Sha256, "SHA-256 of its file, hex.")
        .Add("integrity", fact => fact.Integrity, "Its integrity value against the file: ok, broken, not-checkable (it should carry one and does not) or none (its kind carries none).")
        .Add("integrityDetail", fact => fact.IntegrityDetail, "How the integrity value was checked, in words.")
        .Add("certificateMatch", fact => fact.CertificateMatch, "exact, update-stream, in-process, candidate (name and version only) or none.")
        .Add("certificates", fact => fact.Certificates, "CMVP certificate numbers that match, ascending.")
        .Add("certificateState", fact => fact.CertificateState, "active, historical, revoked, interim-passed or none, of the best match on the evaluation date.")
        .Add("standard", fact => fact.Standard, "FIPS 140-2 or FIPS 140-3; empty without a certificate.")
        .Add("sunset", fact => fact.Sunset, "Last active day, ISO date; empty when there is none.")
        .Add("activation", fact => fact.Activation, "on, off or conditional (decided by the host).")
        .Add("activationReason", fact => fact.ActivationReason, "What decides the activation, in words.")
        .Add("defaultProviderActive", fact => fact.DefaultProviderActive, "Whether OpenSSL's default provider is active beside it.")
        .Add("defaultProperties", fact => fact.DefaultProperties, "default_properties of the configuration; empty when unset.")
        .Add("reachable", fact => fact.Reachable, "Whether something in the image can load it.")
        .Add("reachedBy", fact => fact.ReachedBy, "The way from the command, or from a file that uses it, to the module; why not, where there is none.")
        .Add("operationalEnvironment", fact => fact.OperationalEnvironment, "tested or affirmed; declared-tested or declared-affirmed when only the system file says so; unknown while none is stated.")
        .Add("entropyCaveat", fact => fact.EntropyCaveat, "Whether the certificate gives no assurance of the strength of generated keys.")
        .Add("stub", fact => fact.Stub, "A labelled stand-in made for tests and samples; never matches a certificate.")
        .ToFields();

    public static ImmutableArray<FactField> Vulnerability { get; } = new FieldListing<VulnerabilityFact>()
        .Add("id", fact => fact.Id, "The CVE; where there is none, the id of an advisory.")
        .Add("aliases", fact => fact.Aliases, "Other ids of the very same vulnerability.")
        .Add("package", fact => fact.Package, "The package it was matched to.")
        .Add("installedVersion", fact => fact.InstalledVersion, "The version that is installed.")
        .Add("origin", fact => fact.Origin, "The name that feeds know the package by.")
        .Add("purl", fact => fact.Purl, "Package URL of the package.")
        .Add("severity", fact => fact.Severity, "critical, high, moderate, low or none by the CVSS score; unknown without one.")
        .Add("cvss", fact => fact.Cvss, "CVSS base score, one decimal.")
        .Add("cvssVector", fact => fact.CvssVector, "CVSS vector; empty when none is stated.")
        .Add("cvssSource", fact => fact.CvssSource, "Who stated the score.")
        .Add("epss", fact => fact.Epss, "Probability of exploitation within thirty days, from 0 to 1.")
        .Add("automatable", fact => fact.Automatable, "CISA's decision point: yes or no.")
        .Add("technicalImpact", fact => fact.TechnicalImpact, "CISA's decision point: partial or total.")
        .Add("kevDueOn", fact => fact.KevDueOn, "CISA's due date, ISO date; empty when the catalog does not list it.")
        .Add("matchedBy", fact => fact.MatchedBy, "Feed, record and version order of each match.")
        .Add("fixedVersion", fact => fact.FixedVersion, "First version without it; empty when the feeds name none.")
        .Add("dueOn", fact => fact.DueOn, "Last day of the remediation time, ISO date; empty when none applies.")
        .Add("knownExploited", fact => fact.KnownExploited, "Whether CISA's catalog of known exploited vulnerabilities lists it.")
        .ToFields();

    public static ImmutableArray<FactField> Declaration { get; } = new FieldListing<DeclarationFact>()
        .Add("topic", fact => fact.Topic, "service, use, module or submission.")
        .Add("name", fact => fact.Name, "Name of the service, use or module.")
        .Add("service", fact => fact.Service, "Service that it belongs to; empty for the whole system.")
        .Add("module", fact => fact.Module, "Name of the cryptographic module that it is about; empty when none is named.")
        .Add("version", fact => fact.Version, "Version of that module; empty when none is stated.")
        .Add("purpose", fact => fact.Purpose, "What a use protects: data-in-transit, data-at-rest or other; empty for other topics.")
        .Add("entropy", fact => fact.Entropy, "Source of entropy that a use relies on; empty when none is stated.")
        .Add("released", fact => fact.Released, "Day of release of a submitted version, ISO date; empty for other topics.")
        .Add("submitted", fact => fact.Submitted, "Day of submission to the CMVP, ISO date; empty while it is planned and for other topics.")
        .ToFields();

    public static ImmutableArray<FactField> Population { get; } = new FieldListing<PopulationFact>()
        .Add("name", fact => fact.Name, "Name under counts.")
        .Add("count", fact => fact.Count, "How many there are.")
        .Add("countedFrom", fact => fact.CountedFrom, "What was counted, in words.")
        .ToFields();
}
