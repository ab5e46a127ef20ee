using System.Collections.Frozen;

namespace Compliance.Formats.Sbom.Profiles;

/// <summary>What rules can ask of one component.</summary>
internal static class SbomComponentChecks
{
    // FIPS 180-4 and FIPS 202; SHA-1 is not approved for this any more.
    private static readonly HashSet<string> Approved = ["sha224", "sha256", "sha384", "sha512", "sha3-256", "sha3-384", "sha3-512"];

    public static FrozenDictionary<string, Func<SbomChecked, SbomComponent, SbomProfileRule, SbomReply>> All { get; } =
        new Dictionary<string, Func<SbomChecked, SbomComponent, SbomProfileRule, SbomReply>>
        {
            ["name"] = (_, one, rule) => SbomReply.OfText(one.Name, "name", rule.AcceptsUnknown),
            ["version"] = (_, one, rule) => SbomReply.OfText(one.Version, "version", rule.AcceptsUnknown),
            ["supplier"] = (_, one, rule) => SbomReply.OfText(one.Supplier, "supplier", rule.AcceptsUnknown, one.Supplier.Length == 0 && one.StatedUnknown.Contains("supplier")),
            ["producer"] = (_, one, rule) => SbomReply.OfText(one.Producer, "producer", rule.AcceptsUnknown, one.Producer.Length == 0 && one.StatedUnknown.Contains("producer")),
            ["component-contact"] = (_, one, _) => SbomReply.Of(SbomChecks.IsContact(one.Contact), "no mail address or URL of its creator"),
            ["identifier"] = (_, one, _) => SbomReply.Of(!one.Purls.IsEmpty || !one.Cpes.IsEmpty, "no package URL and no CPE"),
            ["unique-id"] = (_, one, _) => SbomReply.Of(one.Id.Length > 0 || !one.Purls.IsEmpty || !one.Cpes.IsEmpty, "no identifier"),
            ["purl"] = (_, one, _) => SbomReply.Of(!one.Purls.IsEmpty, "no package URL"),
            ["hash"] = (_, one, rule) => one.Hashes.IsEmpty ? SbomReply.OfText("", "hash", rule.AcceptsUnknown, one.StatedUnknown.Contains("hash")) : SbomReply.Met,
            ["hash-approved"] = (_, one, rule) => one.Hashes.IsEmpty
                ? SbomReply.OfText("", "hash", rule.AcceptsUnknown, one.StatedUnknown.Contains("hash"))
                : SbomReply.Of(one.Hashes.Any(hash => Approved.Contains(hash.Algorithm)), "no hash of an approved algorithm"),
            ["hash-sha512"] = (_, one, _) => SbomReply.Of(one.Hashes.Any(hash => hash.Algorithm == "sha512"), "no SHA-512"),
            ["licence"] = (_, one, rule) => SbomReply.OfText(one.Licence, "licence", rule.AcceptsUnknown, one.Licence.Length == 0 && one.StatedUnknown.Contains("licence")),
            ["licence-concluded"] = (sbom, one, rule) => SbomReply.OfText(sbom.Document.Format == SbomFormat.Spdx ? one.ConcludedLicence : one.Licence, "concluded licence", rule.AcceptsUnknown),
            ["licence-declared"] = (sbom, one, rule) => SbomReply.OfText(sbom.Document.Format == SbomFormat.Spdx ? one.DeclaredLicence : one.Licence, "declared licence", rule.AcceptsUnknown),
            ["licence-distribution"] = (_, one, rule) => Distribution(one, rule),
            ["copyright"] = (_, one, rule) => SbomReply.OfText(one.Copyright, "copyright", rule.AcceptsUnknown),
            ["location"] = (_, one, rule) => SbomReply.OfText(one.DownloadLocation, "place where it can be had", rule.AcceptsUnknown),
            ["location-uri"] = (_, one, rule) => SbomReply.OfText(one.DownloadLocation == "NONE" ? "" : one.DownloadLocation, "place where it can be had", rule.AcceptsUnknown) is { Answer: not SbomAnswer.Meets } reply
                ? reply
                : SbomReply.Of(SbomChecks.IsUri(one.DownloadLocation), "the place where it can be had is no URI"),
            ["file-name"] = (_, one, rule) => one.FileName.Contains('/', StringComparison.Ordinal) ? new SbomReply(SbomAnswer.DoesNotState, "the file name has a path") : SbomReply.OfText(one.FileName, "file name", rule.AcceptsUnknown),
            ["related"] = (sbom, one, _) => SbomReply.Of(sbom.IsRelated(one), "in no relationship"),
            ["completeness"] = (sbom, one, _) => SbomReply.Of(sbom.Document.Completeness.ContainsKey(one.Id), "it does not say whether its dependencies are complete"),
            ["property"] = (_, one, rule) => SbomReply.Of(rule.Values.Length > 0 && one.Properties.Any(property => rule.Values.Contains(property.Key)), $"no {string.Join(", ", rule.Values)}"),
        }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Stated, and in words of the SPDX licence list or of the document's own texts.</summary>
    private static SbomReply Distribution(SbomComponent one, SbomProfileRule rule)
    {
        var stated = SbomReply.OfText(one.Licence == "NONE" ? "" : one.Licence, "licence", rule.AcceptsUnknown, one.Licence.Length == 0 && one.StatedUnknown.Contains("licence"));
        return stated.Answer == SbomAnswer.Meets && SpdxLicenceIds.FirstUnlisted(one.Licence) is { } word ? new SbomReply(SbomAnswer.DoesNotState, $"'{word}' is no SPDX licence identifier") : stated;
    }
}
