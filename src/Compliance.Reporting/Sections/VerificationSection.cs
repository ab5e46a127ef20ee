using System.Collections.Immutable;
using Compliance.Evidence.Packaging;
using Compliance.Reporting.Model;

namespace Compliance.Reporting.Sections;

/// <summary>The box that every report opens on: which package, who seals it, how to check it, and what it does not prove.</summary>
internal static class VerificationSection
{
    public const string Id = "verification";

    public static Block.Section Fold(EvidenceDraft draft)
    {
        var blocks = ImmutableArray.CreateBuilder<Block>();
        blocks.Add(new Block.Grid(Rows(draft)));
        if (draft.Run.EvaluatesAnotherDay) blocks.Add(AnotherDay(draft));
        blocks.Add(new Block.Paragraph(["Check it yourself, offline. The first command recomputes every verdict; the other two need no tool of ours."]));
        blocks.Add(new Block.Commands(Commands()));
        blocks.Add(new Block.Callout(Tone.Caution, "What this package does not prove", NotProved()));
        return new Block.Section(2, Id, "Verification", blocks.ToImmutable());
    }

    private static ImmutableArray<GridRow> Rows(EvidenceDraft draft) =>
    [
        new("Package id", new Inline.Code(draft.PackageId)),
        new("Evidence root", new Inline.Hash(draft.EvidenceRoot), new Inline.Aside("Merkle root over data/ without data/report/")),
        new("Results", new Inline.Hash(ReportDraft.Results(draft)), new Inline.Aside(ReportDraft.ResultsPath)),
        new("Signer", new Inline.Strong(draft.Signer.Subject), new Inline.Aside(draft.Signer.SelfIssued
            ? $"{draft.Signer.Algorithm}; self-issued, for evaluation"
            : draft.Signer.Algorithm)),
        new("Certificate", new Inline.Hash(draft.Signer.CertificateFingerprint), new Inline.Aside("SHA-256 of the DER")),
        new("Anchor to ask for", new Inline.Hash(draft.Signer.AnchorFingerprint), new Inline.Aside("compare it with one that you got another way")),
        draft.Signer.Timestamped
            ? new("Time", Wording.Time(draft.Run.FinishedAt), new Inline.Badge(Tone.Good, "time-stamped"),
                new Inline.Aside("the seal carries a timestamp of an RFC 3161 authority, made after this report: verify prints authority and time, and fails without it"))
            : new("Time", Wording.Time(draft.Run.FinishedAt), new Inline.Badge(Tone.Caution, "claimed, unproven"),
                new Inline.Aside("by the clock of whoever ran the audit; a timestamp can only be added after this report, and verify prints its proof")),
        new("Evaluated as of", new Inline.Strong(Wording.Time(draft.Run.EvaluatedAt)), new Inline.Aside($"run {Wording.Time(draft.Run.StartedAt)}")),
    ];

    private static Block.Callout AnotherDay(EvidenceDraft draft) => new(Tone.Caution, "Judged for another day than it ran",
    [
        [
            $"Rules and certificates were judged as of {Wording.Day(draft.Run.EvaluatedAt)}; the evidence was collected on {Wording.Day(draft.Run.StartedAt)}. ",
            "The two are more than a day apart.",
        ],
    ]);

    private static ImmutableArray<Inline.Code> Commands() =>
    [
        new("compliance verify PACKAGE.asice --trust-anchor ANCHOR.pem"),
        new("unzip -d p PACKAGE.asice && cd p && sha256sum -c manifest-sha256.txt"),
        new("openssl cms -verify -cades -binary -inform DER -in META-INF/signature001.p7s -content META-INF/ASiCManifest001.xml -CAfile ANCHOR.pem -purpose any -out /dev/null"),
    ];

    private static ImmutableArray<ImmutableArray<Inline>> NotProved() =>
    [
        ["That the engine is right: evaluating twice shows that it is deterministic; correctness rests on the test vectors that its documentation lists with their pass rates."],
        ["That a module runs in its approved mode: a certificate, a configuration and an image say what can be loaded, not what a running process loads."],
        ["Who the signer is: compare the fingerprint of the anchor with one that you got another way. More under ", new Inline.Link(LimitsSection.Id, "Limits"), "."],
    ];
}
