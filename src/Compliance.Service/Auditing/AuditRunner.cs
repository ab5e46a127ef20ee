using Compliance.Cryptography.Signing;
using Compliance.Evidence.Acquisition;
using Compliance.Evidence.Assessing;
using Compliance.Evidence.Feeds;
using Compliance.Evidence.Packaging;
using Compliance.Evidence.Probing;
using Compliance.Evidence.Raw;
using Compliance.Evidence.Records;
using Compliance.Formats.Reading;
using Compliance.Policy.Facts;
using Compliance.Reporting;
using Compliance.Service.CommandLine;
using Compliance.Service.Findings;

namespace Compliance.Service.Auditing;

/// <summary>
/// The main job: image → raw evidence → facts → verdicts → reports → sealed package → history. The same for the command line and for the
/// service. The package appears under its name only when it is whole, and before the history
/// knows of it.
/// </summary>
internal sealed class AuditRunner(string policyFolder, ISigner signer, IEvidenceStore store, TimeProvider clock, Limits limits)
{
    /// <exception cref="VerbFailure">The image has no readable root, or policies, profile or system file can't be used.</exception>
    public async Task<AuditOutcome> RunAsync(AuditRequest request, IAuditProgress progress, CancellationToken cancellationToken)
    {
        var started = WholeSecond(clock.GetUtcNow());
        var evaluatedAt = WholeSecond(request.EvaluatedAt ?? started);
        var files = PolicyFolder.Read(policyFolder);
        var inputs = request.Inputs with { PolicySet = PolicySetFolder.Read(policyFolder, files, limits) };

        files = [.. files.Where(file => request.Inputs.Catalogs.All(given => given.Path != file.Path)), .. request.Inputs.Catalogs];
        progress.Step("reading the image");
        using var snapshot = request.Images.Open(request.Image, limits, progress, cancellationToken, request.Platform);
        using var acquired = ImageAcquisition.Run(snapshot, inputs, Observations.All, limits, progress, cancellationToken);
        if (acquired.Raw.Images.IsEmpty) throw VerbFailure.Unreadable(request.Image.Text, snapshot.Defects, "no platform of the image can be read");

        progress.Step("looking up vulnerabilities");
        var raw = request.Feeds is { } feeds ? FeedSlicing.AddTo(acquired.Raw, feeds, evaluatedAt, limits) : acquired.Raw;
        if (request.Probes is { } probes)
        {
            progress.Step("running probes");
            raw = await ProbeAcquisition.AddToAsync(raw, snapshot, probes, limits, cancellationToken).ConfigureAwait(false);
        }

        GiveBack();
        progress.Step("evaluating");
        var assessed = Assessment.Make(raw, files, request.ProfileId, evaluatedAt, limits);
        if (!assessed.TryGet(out var assessment)) throw VerbFailure.Unreadable("policies, profile or system file", assessed.Defects);
        if (assessment.Evaluation.PolicySignature is { IsBroken: true } broken) throw PolicySetFolder.Broken(broken.Detail);
        cancellationToken.ThrowIfCancellationRequested();

        GiveBack();
        progress.Step("packing");
        var finished = WholeSecond(clock.GetUtcNow());
        var described = AuditDescription.Describe(raw, assessment, new AuditRun(started, finished, evaluatedAt), limits);
        var prepared = EvidencePackager.Prepare(described, EvidencePackager.Describe(signer));
        var reports = ReportRenderer.Render(prepared.Draft, prepared.Results, request.Template).Select(AuditDescription.ToPackageReport).ToArray();
        cancellationToken.ThrowIfCancellationRequested();
        var file = request.FileFor(prepared.Draft.PackageId);
        var package = await SealAsync(prepared, reports, finished, file, cancellationToken).ConfigureAwait(false);
        var record = AuditDescription.Record(prepared.Draft, package, request, file);
        await store.AddAsync(record, CancellationToken.None).ConfigureAwait(false);
        await RecordAsync(request, prepared.Draft, raw).ConfigureAwait(false);
        return new AuditOutcome(record, prepared.Draft, file, acquired.Raw.LeftOut) { IsProbed = raw.Probed };
    }

    /// <summary>What the audit found goes into the record of its system. An audit that judges another day asks a question, and is no observation.</summary>
    private static async Task RecordAsync(AuditRequest request, EvidenceDraft draft, RawEvidence raw)
    {
        if (request.Record is not { } keeper || draft.System.IsDefault || (draft.Run.EvaluatedAt - draft.Run.StartedAt).Duration() > TimeSpan.FromDays(1)) return;
        var seen = new AuditObservations(draft.System.Id, draft.PackageId, draft.EvidenceRoot, draft.Run.EvaluatedAt, draft.Subjects, draft.Facts, raw, draft.Evaluation) { Asset = request.Asset };
        await keeper.AppendAsync(seen.SystemId, journal => seen.Entries(journal.Entries, draft.Run.FinishedAt, Limits.Default), CancellationToken.None).ConfigureAwait(false);
    }

    /// <summary>
    /// Seals into the caller's file, which appears when it is whole, or without one into a file that is gone when the store has its copy. Once the caller's
    /// file is there nothing is cancelled any more: what can be seen is in the history, too.
    /// </summary>
    private async Task<SealedPackage> SealAsync(PreparedPackage prepared, PackageReport[] reports, DateTimeOffset signedAt, string? path, CancellationToken cancellationToken)
    {
        using var target = new WholeFileStream(path ?? Path.Combine(Path.GetTempPath(), $"compliance-{prepared.Draft.PackageId}"));
        var package = prepared.Seal(reports, signer, signedAt, target.Stream);
        cancellationToken.ThrowIfCancellationRequested();
        if (path is not null) target.Commit();
        var copy = path is null ? target.Stream : new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        await using (copy.ConfigureAwait(false))
        {
            copy.Position = 0;
            await store.KeepPackageAsync(package.Sha256, copy, CancellationToken.None).ConfigureAwait(false);
        }

        return package;
    }

    /// <summary>
    /// A step leaves up to a hundred mebibytes that nobody needs any more. The collector takes them back when memory is short; on a machine with
    /// enough of it the next step would come on top.
    /// </summary>
    private static void GiveBack() => GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);

    private static DateTimeOffset WholeSecond(DateTimeOffset time) => DateTimeOffset.FromUnixTimeSeconds(time.ToUnixTimeSeconds());
}
