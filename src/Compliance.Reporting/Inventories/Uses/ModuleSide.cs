using Compliance.Policy.Facts;

namespace Compliance.Reporting.Inventories;

/// <summary>One module as a row of a cryptographic modules table names it.</summary>
/// <param name="Area">Area of data; empty when not stated.</param>
/// <param name="Certificate"><c>#4985</c>, several with spaces between, the FedRAMP identifier of an inherited module, or <c>None</c>.</param>
/// <param name="State">Of the certificate on the judged date; <c>inherited</c> where another system answers for it.</param>
/// <param name="Validation"><c>validated</c>, <c>update stream of a validated module</c>, <c>in process</c>, <c>not validated</c>, <c>inherited</c> or <c>unknown</c>;
/// of a library whose work another module does, that it does.</param>
/// <param name="Version">Empty when unknown; the template has no column for it, FRR3 and FRR16 want it.</param>
/// <param name="Placement">Where it comes from: <c>embedded</c>, <c>third-party</c>, <c>operating-system</c>, <c>other</c>; empty when not stated.</param>
/// <param name="ApprovedMode"><c>on</c>, <c>off</c>, <c>conditional</c>, <c>unknown</c>; declared modules: <c>yes</c>, <c>no</c> or empty.</param>
/// <param name="Basis"><c>proved from bytes</c>, <c>declared</c> or <c>inherited</c>.</param>
/// <param name="Image">Manifest digest of the image that holds it; empty for one that no image holds.</param>
/// <param name="Path">Of its file in the image; empty for one that no image holds.</param>
public sealed record ModuleSide(string Area, string Certificate, string State, string Validation, string Vendor, string Module, string Version, string Placement, string ApprovedMode, string Basis, string Image, string Path)
{
    public const string Proved = "proved from bytes";
    public const string Declared = "declared";
    public const string Inherited = "inherited";

    /// <summary>Name with version, as the column for names holds both.</summary>
    public string Title => Version.Length == 0 ? $"{Module}, version unknown" : $"{Module} {Version}";

    /// <summary>A module whose name, version and state come from an image's bytes.</summary>
    internal static ModuleSide Of(ModuleRow row, string image, DeclarationFact? use)
    {
        var module = row.Module;
        var certificates = string.Join(' ', module.Certificates.Select(number => FormattableString.Invariant($"#{number}")));
        var isActive = module.CertificateState is { IsKnown: true, Value: "active" };
        var isServed = module.Family is "openssl-library" or "java-platform" && module.Activation is { IsKnown: true, Value: "on" };
        var validation = isServed ? "served by an activated module: see its row" : module.CertificateMatch is { IsKnown: true, Value: var match }
            ? match switch
            {
                "exact" when isActive => "validated",
                "update-stream" when isActive => "update stream of a validated module",
                "exact" => "not validated: the certificate is not active",
                "update-stream" => "update stream of a certificate that is not active",
                "in-process" => "in process",
                _ => "not validated",
            }
            : "unknown";
        return new ModuleSide(
            use?.Area ?? "",
            certificates.Length == 0 ? "None" : certificates,
            module.CertificateState.IsKnown ? module.CertificateState.Value : "unknown",
            validation,
            module.Vendor,
            module.Name.Length == 0 ? module.Path : module.Name,
            row.Version,
            use?.Placement is { Length: > 0 } placement ? placement : "embedded",
            module.Activation.IsKnown ? module.Activation.Value : "unknown",
            Proved,
            image,
            module.Path);
    }

    /// <summary>A module that no image holds, or that a use names and the image does not have.</summary>
    internal static ModuleSide Of(DeclarationFact declared, string area) => declared.InheritedFrom.Length > 0
        ? new ModuleSide(area, declared.InheritedFrom, "inherited", "inherited", declared.Vendor, declared.Module, declared.Version, declared.Placement, declared.ApprovedMode, Inherited, "", "")
        : new ModuleSide(
            area,
            declared.Certificate.Length == 0 ? "None" : $"#{declared.Certificate}",
            declared.CertificateState.Length == 0 ? declared.Certificate.Length == 0 ? "none" : "unknown" : declared.CertificateState,
            declared.CertificateState switch { "active" => "validated, as declared", "" when declared.Certificate.Length > 0 => "unknown", _ => "not validated" },
            declared.Vendor,
            declared.Module,
            declared.Version,
            declared.Placement,
            declared.ApprovedMode,
            Declared,
            "",
            "");
}
