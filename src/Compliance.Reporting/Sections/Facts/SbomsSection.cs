using System.Collections.Immutable;
using Compliance.Evidence.Packaging;
using Compliance.Policy.Facts;
using Compliance.Reporting.Model;

namespace Compliance.Reporting.Sections.Facts;

/// <summary>The software bills of materials, and how they compare with what the package databases say.</summary>
internal static class SbomsSection
{
    public const string Id = "sboms";

    private const int MaxMissing = 8;

    private const int MaxFailures = 3;

    public static Block.Section Fold(EvidenceDraft draft) => new(2, Id, "Software bills of materials",
    [
        .. FactTable.Of<SbomFact>(draft, FactKind.Sbom, "documents",
            [new("Document", 34), new("Describes it, signed", 18), new("Content", 25), new("Against what is installed", 23)],
            (sbom, _) =>
            [
                new TableCell(
                [
                    [new Inline.Strong($"{sbom.Format} {sbom.SpecVersion}"), new Inline.Aside($"from {sbom.Origin}")],
                    [new Inline.Code(sbom.Location)],
                    [new Inline.Hash(sbom.Digest)],
                    [new Inline.Aside(Made(sbom))],
                ]),
                new TableCell(
                [
                    Wording.Asked("this image", Wording.YesNo(sbom.DescribesImage, Tone.Good, Tone.Bad)),
                    Wording.Asked("signed", Wording.YesNo(sbom.Signed, Tone.Good, Tone.Caution)),
                    .. Signer(sbom),
                ]),
                new TableCell(Content(sbom)),
                Missing(sbom),
            ]),
    ]);

    private static IEnumerable<ImmutableArray<Inline>> Signer(SbomFact sbom)
    {
        yield return [new Inline.Aside(sbom.Subject switch { "none" => "names no digest", "other" => "names other digests", _ => $"names the {sbom.Subject}'s digest" })];
        if (sbom.Signature is { IsKnown: true, Value: "none" }) yield return [new Inline.Aside("signed by nobody")];
        else if (sbom.Signer.IsKnown) yield return [new Inline.Aside($"{(sbom.Signature.IsKnown ? sbom.Signature.Value : "signed")} by "), sbom.Signer.Value];
        if (sbom.KeyFingerprint.IsKnown) yield return [new Inline.Hash(sbom.KeyFingerprint.Value)];
        if (sbom.Certificate.Length > 0) yield return [new Inline.Aside($"certificate of {sbom.Certificate}")];
        foreach (var failure in sbom.SignatureFailures.Take(MaxFailures)) yield return [new Inline.Aside(failure)];
    }

    private static string Made(SbomFact sbom)
    {
        var by = string.Join(", ", sbom.Authors.Concat(sbom.Tools));
        return $"{(sbom.Created.Length == 0 ? "no time stated" : sbom.Created)}{(by.Length == 0 ? "; no author stated" : $" by {by}")}";
    }

    private static ImmutableArray<ImmutableArray<Inline>> Content(SbomFact sbom)
    {
        (string Word, long Count)[] without =
        [
            ("version", sbom.ComponentsWithoutVersion), ("supplier", sbom.ComponentsWithoutSupplier), ("identifier", sbom.ComponentsWithoutIdentifier),
            ("licence", sbom.ComponentsWithoutLicence), ("hash", sbom.ComponentsWithoutHash),
        ];
        var lacking = string.Join(", ", without.Where(pair => pair.Count > 0).Select(pair => $"{Wording.Number(pair.Count)} without {pair.Word}"));
        return
        [
            [$"{Wording.Count(sbom.Components, "component")}, {Wording.Count(sbom.Relationships, "relationship")}"],
            [new Inline.Aside(lacking.Length == 0 ? "each with version, supplier, identifier, licence and hash" : lacking)],
            [new Inline.Aside($"{Wording.Count(sbom.Defects, "defect")} of form tolerated")],
        ];
    }

    private static TableCell Missing(SbomFact sbom)
    {
        if (!sbom.MissingPackages.IsKnown) return new TableCell(Wording.Unknown(sbom.MissingPackages.Reason));
        var lines = ImmutableArray.CreateBuilder<ImmutableArray<Inline>>();
        if (sbom.PackagesInstalled.IsKnown && sbom.PackagesNamed.IsKnown) lines.Add([$"{Wording.Number(sbom.PackagesNamed.Value)} of {Wording.Number(sbom.PackagesInstalled.Value)} packages named"]);
        Add("not named", sbom.MissingPackages);
        Add("not installed", sbom.NotInstalled);
        Add("other version", sbom.VersionsDiffer);
        Add("other package URL", sbom.PurlsDiffer);
        return new TableCell(lines.ToImmutable());

        void Add(string word, Knowable<ImmutableArray<string>> list)
        {
            if (!list.IsKnown || list.Value.IsEmpty) return;
            lines.Add([new Inline.Strong($"{Wording.Number(list.Value.Length)} {word}: "), string.Join(", ", list.Value.Take(MaxMissing)), list.Value.Length > MaxMissing ? ", …" : ""]);
        }
    }
}
