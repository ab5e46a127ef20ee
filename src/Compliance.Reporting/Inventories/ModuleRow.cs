using System.Collections.Immutable;
using System.Globalization;
using Compliance.Policy.Facts;

namespace Compliance.Reporting.Inventories;

/// <summary>One cryptographic module of one image with every axis as a word: what is not known says so, and none stands for another.</summary>
public sealed record ModuleRow
{
    private ModuleRow(Fact fact, CryptoModuleFact module) => (Fact, Module) = (fact, module);

    public Fact Fact { get; }

    public CryptoModuleFact Module { get; }

    /// <summary>
    /// How the row is known: <c>re-derived</c> from bytes in the package, or <c>carried</c>: seen in the image's bytes when it was audited.
    /// </summary>
    public string Basis => Fact.Reperformance == Reperformance.Rederived ? "re-derived" : "carried";

    /// <summary>Version and build as the module writes them; empty when unknown.</summary>
    public string Version => Module.Version.IsKnown
        ? Module.Build is { IsKnown: true, Value.Length: > 0 } build ? $"{Module.Version.Value}-{build.Value}" : Module.Version.Value
        : "";

    /// <summary>
    /// Reachable, and neither a module of a certificate nor a library that such a module serves: cryptography past the validated ones. Reachability that
    /// is not known counts.
    /// </summary>
    public bool IsBypass => (!Module.Reachable.IsKnown || Module.Reachable.Value)
        && !(Module.CertificateMatch is { IsKnown: true, Value: "exact" or "update-stream" })
        && !(Module.Family is "openssl-library" or "java-platform" && Module.Activation is { IsKnown: true, Value: "on" } && Module.DefaultProviderActive is { IsKnown: true, Value: false });

    /// <summary>The axes in the order in which they build on each other.</summary>
    public ImmutableArray<(string Axis, string Value)> Axes =>
    [
        ("identified", Version.Length == 0 ? $"{Module.Name}, version unknown" : $"{Module.Name} {Version}"),
        ("integrity", Text(Module.Integrity)),
        ("certificate-match", Text(Module.CertificateMatch)),
        ("certificates", string.Join(' ', Module.Certificates.Select(number => $"#{number.ToString(CultureInfo.InvariantCulture)}"))),
        ("certificate-state", Text(Module.CertificateState)),
        ("certificate-reason", Module.CertificateReason),
        ("vendor", Module.Vendor),
        ("standard", Module.Standard),
        ("sunset", Module.Sunset),
        ("operational-environment", Text(Module.OperationalEnvironment)),
        ("activation", Text(Module.Activation)),
        ("entropy-caveat", Module.EntropyCaveat.IsKnown ? Module.EntropyCaveat.Value ? "yes" : "no" : "unknown"),
        ("entropy-sources", string.Join(" | ", Module.EntropySources)),
        ("package", Module.Package.Length == 0 ? "" : $"{Module.Package} {Module.PackageVersion}"),
        ("affected-by", Module.AffectedBy.IsKnown ? string.Join(' ', Module.AffectedBy.Value) : "unknown"),
        ("reachable", Module.Reachable.IsKnown ? Module.Reachable.Value ? "yes" : "no" : "unknown"),
        ("reached-by", Module.ReachedBy),
    ];

    /// <summary>Rows of one image, by path, family and name.</summary>
    public static ImmutableArray<ModuleRow> Of(FactSet facts) =>
    [
        .. facts.OfKind(FactKind.CryptoModule).Where(fact => fact.Value is CryptoModuleFact).Select(fact => new ModuleRow(fact, (CryptoModuleFact)fact.Value))
            .OrderBy(row => row.Module.Path, StringComparer.Ordinal).ThenBy(row => row.Fact.Id, StringComparer.Ordinal),
    ];

    private static string Text(Knowable<string> value) => value.IsKnown ? value.Value : "unknown";
}
