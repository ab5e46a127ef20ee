using System.Collections.Immutable;
using System.Globalization;
using Compliance.Formats.CryptoModules;
using Compliance.Formats.CryptoModules.Cmvp;
using Compliance.Formats.CryptoModules.OpenSsl.Activation;
using Compliance.Policy.Facts;

namespace Compliance.Evidence.Collection.CryptoModules;

/// <summary>Turns the axes of one module into a fact's words.</summary>
internal static class ModuleFacts
{
    private const string NoEnvironment = "no operational environment is stated";

    public static CryptoModuleFact WithCertificates(CryptoModuleFact fact, CmvpCatalog? catalog, ModuleClaim claim, DateTimeOffset evaluatedAt)
    {
        if (catalog is null)
        {
            const string Why = "the catalog of certificates could not be read";
            return fact with { CertificateMatch = Knowable<string>.Unknown(Why), CertificateState = Knowable<string>.Unknown(Why), EntropyCaveat = Knowable<bool>.Unknown(Why) };
        }

        var match = CmvpMatcher.Match(catalog, claim);
        var best = match.Best(UsDate.Of(evaluatedAt));
        return fact with
        {
            CertificateMatch = Knowable<string>.Known(match.Word),
            Certificates = [.. match.Certificates.Select(certificate => (long)certificate.Number)],
            CertificateState = Knowable<string>.Known(best?.Status.Word ?? "none"),
            CertificateReason = best?.Status.Reason ?? "",
            CertificateSource = best?.Certificate.Source ?? "",
            Vendor = best?.Certificate.Vendor ?? "",
            Standard = best?.Certificate.Standard ?? "",
            Sunset = best?.Certificate.Sunset?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "",
            Level = best?.Certificate.Level ?? 0,
            Algorithms = AlgorithmsOf(match.Word, best?.Certificate),
            EntropyCaveat = best is null
                ? Knowable<bool>.Unknown("no certificate matches")
                : best.Value.Certificate.EntropyCaveat is { } caveat ? Knowable<bool>.Known(caveat) : Knowable<bool>.Unknown("the certificate's caveats are not known"),
        };
    }

    /// <summary>What was tested is the build of the certificate: of a later one, or of a likely one, it is not known.</summary>
    private static Knowable<ImmutableArray<string>> AlgorithmsOf(string match, CmvpCertificate? certificate)
    {
        if (certificate is null) return Knowable<ImmutableArray<string>>.Unknown("no certificate matches");
        if (match != "exact") return Knowable<ImmutableArray<string>>.Unknown("only of the very build of a certificate it is known what was tested");
        return certificate.Algorithms.IsEmpty
            ? Knowable<ImmutableArray<string>>.Unknown("no imported list has the algorithms of the certificate")
            : Knowable<ImmutableArray<string>>.Known([.. certificate.Algorithms.Select(one => one.ToString())]);
    }

    public static CryptoModuleFact WithActivation(CryptoModuleFact fact, ProviderActivation? activation, ActivationState state, string reason) => fact with
    {
        Activation = state switch
        {
            ActivationState.On => Knowable<string>.Known("on"),
            ActivationState.Off => Knowable<string>.Known("off"),
            ActivationState.Conditional => Knowable<string>.Known("conditional"),
            _ => Knowable<string>.Unknown(reason),
        },
        ActivationReason = reason,
        DefaultProviderActive = activation?.DefaultProviderActive is { } active ? Knowable<bool>.Known(active) : Knowable<bool>.Unknown(reason),
        DefaultProperties = activation?.DefaultProperties is { } properties ? Knowable<string>.Known(properties) : Knowable<string>.Unknown(reason),
    };

    public static CryptoModuleFact WithReach(CryptoModuleFact fact, (bool? Reachable, string Way) reach) => fact with
    {
        Reachable = reach.Reachable is { } reachable ? Knowable<bool>.Known(reachable) : Knowable<bool>.Unknown(reach.Way),
        ReachedBy = reach.Way,
    };

    /// <summary>Everything unknown but what names the file.</summary>
    public static CryptoModuleFact Empty(string family, string name, ModuleVersion? version, string path, int layer, string sha256, bool stub) => new()
    {
        Family = family,
        Name = name,
        Version = version is null ? Knowable<string>.Unknown("the file states no version") : Knowable<string>.Known(version.Version),
        Build = version is null ? Knowable<string>.Unknown("the file states no version") : Knowable<string>.Known(version.Build),
        Path = path,
        Layer = layer,
        Sha256 = sha256,
        Integrity = Knowable<string>.Unknown("not checked"),
        IntegrityDetail = "",
        CertificateMatch = Knowable<string>.Unknown("not matched"),
        Certificates = [],
        CertificateState = Knowable<string>.Unknown("not matched"),
        Standard = "",
        Sunset = "",
        Activation = Knowable<string>.Unknown("not resolved"),
        ActivationReason = "",
        DefaultProviderActive = Knowable<bool>.Unknown("not resolved"),
        DefaultProperties = Knowable<string>.Unknown("not resolved"),
        Reachable = Knowable<bool>.Unknown("not resolved"),
        ReachedBy = "",
        OperationalEnvironment = Knowable<string>.Unknown(NoEnvironment),
        EntropyCaveat = Knowable<bool>.Unknown("no certificate matches"),
        Stub = stub,
    };
}
