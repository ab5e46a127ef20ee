using System.Collections.Immutable;
using Compliance.Evidence.Packaging;
using Compliance.Policy.Facts;
using Compliance.Reporting.Model;
using Compliance.Reporting.Sections.Facts;

namespace Compliance.Reporting.Sections;

/// <summary>For which system, by which rules, and which digest each fact is about.</summary>
internal static class ScopeSection
{
    public const string Id = "scope";

    public static Block.Section Fold(EvidenceDraft draft)
    {
        var blocks = ImmutableArray.CreateBuilder<Block>();
        blocks.Add(new Block.Grid(Rows(draft)));
        if (draft.System.IsDefault)
        {
            blocks.Add(new Block.Callout(Tone.Neutral, "No system file was given",
                [["A neutral default stands in: no declared uses, operational environments, parameter values or waivers. What depends on them is unknown."]]));
        }

        blocks.Add(new Block.Paragraph([
            new Inline.Strong($"{Wording.Number(draft.Subjects.Length)} of {Wording.Count(draft.Subjects.Length, "image")} of this package's list of subjects"),
            ". Each fact below is about the manifest digest of one of them; nothing here speaks of any other image.",
        ]));
        blocks.Add(Subjects(draft));
        blocks.Add(Trust(draft));
        return new Block.Section(2, Id, "System, rules and subjects", blocks.ToImmutable());
    }

    private static ImmutableArray<GridRow> Rows(EvidenceDraft draft)
    {
        var system = draft.System;
        return
        [
            new("System", system.IsDefault ? new Inline.Text("neutral default") : new Inline.Strong(system.Name), Wording.OrNone(system.Id, "no id stated")),
            new("Certification", Wording.OrNone(system.CertificationType), " · class ", Wording.OrNone(system.Class), " · baseline ", Wording.OrNone(system.Baseline)),
            new("Profile", new Inline.Strong(draft.Evaluation.ProfileTitle), new Inline.Code(draft.Evaluation.ProfileId)),
            new("Policy set", new Inline.Hash(draft.Evaluation.PolicySet), new Inline.Aside($"profile, policies and catalogs as evaluated; {draft.Evaluation.PolicySignature?.Words ?? "policies not signed"}")),
            new("CMVP certificates", [.. Certificates(draft)]),
            new("Run", $"{Wording.Time(draft.Run.StartedAt)} to {Wording.Time(draft.Run.FinishedAt)}"),
            new("Engine", draft.Evaluation.Engine, new Inline.Aside($"evaluator {draft.Evaluator.Version}, {draft.Evaluator.Runtime} on {draft.Evaluator.OperatingSystem}")),
            new("Computed by", draft.Evaluator.CryptoModule, new Inline.Aside($"FIPS provider of this library: {draft.Evaluator.FipsProvider}, as it says of itself")),
        ];
    }

    private static IEnumerable<Inline> Certificates(EvidenceDraft draft)
    {
        if (FactTable.Facts<CatalogFact>(draft, FactKind.Catalog).Select(found => found.Value).FirstOrDefault() is not { } catalog) return [new Inline.Aside("no list could be read: no certificate is known")];
        var hex = catalog.ListSha256.Length > 0 ? catalog.ListSha256 : catalog.Sha256;
        var what = catalog.ListSha256.Length > 0 ? $"imported list, signature {catalog.Signature}, from {catalog.ListSource}" : "reviewed catalog of this program";
        return [$"as of {catalog.AsOf}, {Wording.Count(catalog.AgeDays, "day")} before the judged date", new Inline.Hash(hex), new Inline.Aside($"{what}; modules reviewed on {catalog.ReviewedOn}")];
    }

    private static Block.Table Subjects(EvidenceDraft draft) => new(
        "Subjects: the digest that each fact is about",
        [new("Image", 18), new("Manifest and reference", 48), new("Content", 20), new("Named by", 14)],
        [.. draft.Subjects.Select((subject, index) => new TableRow(
            new Inline.Strong(Images.Label(draft, index)),
            new TableCell([[new Inline.Hash(subject.Manifest)], [new Inline.Code(subject.Reference)], .. IndexOf(subject)]),
            new TableCell(
            [
                [$"{Wording.Count(subject.Packages, "package")}, {Wording.Count(subject.Layers, "layer")}"],
                [$"{Wording.Count(subject.Entries, "entry", "entries")}, {Wording.Bytes(subject.CompressedBytes)} compressed"],
            ]),
            subject.Pinned ? new Inline.Text("digest") : new Inline.Text("tag or path: may name another image later")))]);

    private static IEnumerable<ImmutableArray<Inline>> IndexOf(AuditSubject subject) =>
        subject.Index is null ? [] : [[new Inline.Aside("from index"), " ", new Inline.Hash(subject.Index)]];

    private static Block Trust(EvidenceDraft draft) => draft.TrustInputs.IsEmpty
        ? new Block.Paragraph([new Inline.Strong("Trust: "), "none was given (0 keys or certificates). Signatures could not be judged; an image never brings its own trust."])
        : new Block.Table(
            "Keys and certificates that the auditor said to trust (inputs; not anchors for whoever verifies)",
            [new("Name", 22), new("May sign", 30), new("Public key fingerprint", 48)],
            [.. draft.TrustInputs.Select(input => new TableRow(new Inline.Strong(input.Name), input.May, new Inline.Hash(input.Fingerprint)))]);
}
