using System.Globalization;
using Compliance.Formats.CryptoModules.Cmvp;
using Compliance.Policy.Documents;
using Compliance.Policy.Facts;

namespace Compliance.Evidence.Collection.Systems;

/// <summary>Modules that no image holds, with the state that the certificate they name has on the day. That they are the modules of it stays the provider's word.</summary>
/// <param name="catalog">Null when there is none: no state is known.</param>
/// <param name="day">The US day that is judged.</param>
internal sealed class OutsideModules(CmvpCatalog? catalog, DateOnly day)
{
    public DeclarationFact Of(SystemModuleDocument module) => WithCertificate(module.InheritedFrom is null ? module.Certificate : null, new DeclarationFact
    {
        Topic = "module",
        Name = module.Name,
        Module = module.Name,
        Version = module.Version,
        Service = string.Join(", ", module.Services),
        Purpose = DeclaredFacts.Word(module.Purpose),
        Usage = module.Use,
        ModuleKind = DeclaredFacts.Word(module.Kind),
        Vendor = module.Vendor ?? "",
        InheritedFrom = module.InheritedFrom ?? "",
        Configuration = module.Configuration ?? "",
        Placement = DeclaredFacts.Word(module.Placement),
        ApprovedMode = DeclaredFacts.Word(module.ApprovedMode),
        Encryption = DeclaredFacts.Word(module.Encryption),
        Notes = module.Notes ?? "",
    });

    public DeclarationFact Of(ModuleExchangeDocument exchange) => WithCertificate(exchange.Replaces, new DeclarationFact
    {
        Topic = "exchange",
        Name = exchange.Module,
        Module = exchange.Module,
        Version = exchange.Version,
        Vulnerability = exchange.Vulnerability ?? "",
        FeatureInUse = DeclaredFacts.Word(exchange.FeatureInUse),
        FixedIn = exchange.FixedIn ?? "",
        Submitted = exchange.Submitted ?? "",
        Poam = exchange.Poam ?? "",
    });

    private DeclarationFact WithCertificate(long? number, DeclarationFact fact)
    {
        if (number is not { } stated) return fact;
        fact = fact with { Certificate = stated.ToString(CultureInfo.InvariantCulture) };
        if (catalog is null) return fact;
        if (stated is <= 0 or > int.MaxValue || catalog.Find((int)stated) is not { } certificate) return fact with { CertificateState = "none" };
        return fact with
        {
            CertificateState = CmvpStatus.On(certificate, day).Word,
            Standard = certificate.Standard,
            Sunset = certificate.Sunset?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "",
            Vendor = fact.Vendor.Length > 0 ? fact.Vendor : certificate.Vendor,
        };
    }
}
