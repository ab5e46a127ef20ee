using Compliance.Evidence.Raw;
using Compliance.Formats.Vulnerabilities.Vex;
using Compliance.Policy.Documents;

namespace Compliance.Evidence.Collection.Vulnerabilities.Vex;

/// <summary>A VEX document with who answers for it.</summary>
/// <param name="Issuer">The signer, or the issuer that the system file names; empty when nobody answers for it.</param>
/// <param name="WhyNot">Why it does not count; null when it does.</param>
/// <param name="Rule">The entry of the system file that it counts by; null when it is attested.</param>
internal sealed record VexSource(VexDocument Document, RawDocument Raw, string Issuer, string? WhyNot, VexTrustDocument? Rule);
