using System.Collections.Immutable;
using System.Globalization;
using Compliance.Cryptography.Hashing;
using Compliance.Evidence.Acquisition;
using Compliance.Evidence.Assessing;
using Compliance.Evidence.Feeds;
using Compliance.Evidence.Probing;
using Compliance.Evidence.Raw;
using Compliance.Evidence.Verification;
using Compliance.Evidence.Verification.Reperforming;
using Compliance.Formats;
using Compliance.Formats.Reading;
using Compliance.Oci.References;
using Compliance.Policy.Results;
using Compliance.Policy.Facts;
using Compliance.Policy.Facts.Schema;
using Compliance.Service.Auditing;
using Compliance.Service.CommandLine;
using Compliance.Service.Registries;

namespace Compliance.Service.Verbs;

/// <summary>What <c>verify --image</c>, <c>--trust</c> and <c>--feeds</c> add: facts collected from the image itself, signatures judged by the assessor's own keys, feeds asked again.</summary>
/// <param name="Name"><c>image</c>, <c>trust</c> or <c>feeds</c>.</param>
/// <param name="Details">Differences, one line each.</param>
internal sealed record SecondLook(string Name, bool Failed, string Summary, ImmutableArray<string> Details)
{
    /// <summary>None when neither was asked; a look that was asked and can't be taken is a failed one.</summary>
    public static async Task<ImmutableArray<SecondLook>> TakeAsync(
        Stream package, ImageOpener images, ImageReference? image, IProbeRunner? probes, ImmutableArray<(string Path, ReadOnlyMemory<byte> Bytes)>? trust, IVulnerabilityCatalog? feeds, Limits limits, CancellationToken cancellationToken)
    {
        if (image is null && trust is null && feeds is null) return [];
        package.Position = 0;
        if (!PackageEvidence.Open(package, limits).TryGet(out var input) || !Assess(input, input.Raw).TryGet(out var recorded))
            return [new SecondLook(image is not null ? "image" : trust is not null ? "trust" : "feeds", Failed: true, "not taken: the package's evidence can't be read", [])];
        var looks = ImmutableArray.CreateBuilder<SecondLook>();
        if (image is not null) looks.Add(await LookAtImageAsync(input, recorded, images, image, probes, cancellationToken).ConfigureAwait(false));
        if (trust is { } files) looks.Add(LookByTrust(input, recorded, files));
        if (feeds is not null) looks.Add(FeedLook.Take(input.Raw, feeds, limits));
        return looks.ToImmutable();
    }

    private static async Task<SecondLook> LookAtImageAsync(ReperformanceInput input, Assessment recorded, ImageOpener images, ImageReference image, IProbeRunner? probes, CancellationToken cancellationToken)
    {
        if (probes is not null && !input.Raw.Probed) throw new VerbFailure(ExitCodes.Usage, "the package has no answers of probes to compare", "leave --probe out, or make a package with audit --probe");
        using var snapshot = images.Open(image, input.Limits, SilentProgress.Instance, cancellationToken);
        using var acquired = ImageAcquisition.Run(snapshot, AuditInputs.None with { LeftOut = input.Raw.LeftOut }, Observations.All, input.Limits, null, cancellationToken);

        // Name, trust and given SBOMs are the audit's; everything that comes from the image is taken anew, answers of its programs only when they are asked again.
        var byDigest = input.Raw.Images.ToDictionary(recordedImage => recordedImage.Subject);
        var anew = input.Raw with
        {
            Images = [.. acquired.Raw.Images.Where(found => byDigest.ContainsKey(found.Subject))
                .Select(found => found with { Reference = byDigest[found.Subject].Reference, Pinned = byDigest[found.Subject].Pinned })
                .Select(found => probes is null ? ProbeAcquisition.KeepRecord(found, byDigest[found.Subject]) : found)],
        };
        if (probes is not null) anew = await ProbeAcquisition.AddToAsync(anew, snapshot, probes, input.Limits, cancellationToken).ConfigureAwait(false);
        var missing = byDigest.Keys.Except(anew.Images.Select(found => found.Subject)).Order().Select(digest => $"{digest} is not in {image.Text}");
        var again = Assess(input, anew).Required();
        var differences = missing.Concat(FactDifferences(recorded, again)).ToImmutableArray();
        var facts = again.Facts.Sum(set => set.Facts.Length);
        return new SecondLook(
            "image",
            !differences.IsEmpty,
            differences.IsEmpty
                ? string.Create(CultureInfo.InvariantCulture, $"collected again from the image: the same {facts:N0} facts")
                : string.Create(CultureInfo.InvariantCulture, $"collected again from the image: {differences.Length:N0} differences"),
            differences);
    }

    private static SecondLook LookByTrust(ReperformanceInput input, Assessment recorded, ImmutableArray<(string Path, ReadOnlyMemory<byte> Bytes)> files)
    {
        var paths = new RawPaths();
        var theirs = input.Raw with
        {
            Trust = [.. files.OrderBy(file => file.Path, StringComparer.Ordinal).Select(file => ToDocument(paths.Trust(file.Path), file.Path, file.Bytes))],
        };
        var again = Assess(input, theirs).Required();
        var changed = recorded.Evaluation.Results.Zip(again.Evaluation.Results)
            .Where(pair => pair.First.Verdict != pair.Second.Verdict)
            .Select(pair => $"{pair.First.PolicyId} (sha256:{pair.First.Subject.Short}…): recorded {pair.First.Verdict.ToWords()}, by your keys {pair.Second.Verdict.ToWords()}")
            .Concat(WaiverDifferences(recorded.Evaluation, again.Evaluation))
            .Concat(recorded.Evaluation.PolicySignature != again.Evaluation.PolicySignature ? [$"recorded '{recorded.Evaluation.PolicySignature?.Words}', by your keys '{again.Evaluation.PolicySignature?.Words}'"] : [])
            .ToImmutableArray();
        return new SecondLook(
            "trust",
            recorded.Evaluation.Results.Zip(again.Evaluation.Results).Any(pair => pair.Second.Verdict < pair.First.Verdict)
                || (recorded.Evaluation.PolicySignature is { Standing: "verified" } && again.Evaluation.PolicySignature is not { Standing: "verified" })
                || recorded.Evaluation.Waivers.Zip(again.Evaluation.Waivers).Any(pair => pair.First.HasEffect && !pair.Second.HasEffect),
            changed.IsEmpty ? "signatures judged by your keys: the same verdicts" : $"signatures judged by your keys: {changed.Length.ToString(CultureInfo.InvariantCulture)} verdicts or waivers differ",
            changed);
    }

    private static IEnumerable<string> WaiverDifferences(Evaluation recorded, Evaluation again) => recorded.Waivers.Zip(again.Waivers)
        .Where(pair => pair.First.HasEffect != pair.Second.HasEffect)
        .Select(pair => $"waiver {pair.First.Path}: recorded '{pair.First.Words}', by your keys '{pair.Second.Words}'");

    private static RawDocument ToDocument(string path, string origin, ReadOnlyMemory<byte> bytes) => new(
        new RawItem(path, RawRole.Trust, origin, new MediaType("application/octet-stream"), Digests.Sha256(bytes.Span), bytes.Length), () => new MemoryStream(bytes.ToArray(), writable: false));

    private static Reading<Assessment> Assess(ReperformanceInput input, RawEvidence raw) =>
        Assessment.Make(raw, input.Policies, input.ProfileId, input.EvaluatedAt, input.Limits);

    private static IEnumerable<string> FactDifferences(Assessment recorded, Assessment again)
    {
        var before = recorded.Facts.SelectMany(set => set.Facts).ToDictionary(fact => $"{fact.Subject.Short} {fact.Id}", StringComparer.Ordinal);
        var after = again.Facts.SelectMany(set => set.Facts).ToDictionary(fact => $"{fact.Subject.Short} {fact.Id}", StringComparer.Ordinal);
        foreach (var key in before.Keys.Union(after.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            if (!after.TryGetValue(key, out var now)) yield return $"{key}: recorded, not found in the image";
            else if (!before.TryGetValue(key, out var then)) yield return $"{key}: found in the image, not recorded";
            else if (!Same(then, now)) yield return $"{key}: differs";
        }

        foreach (var (was, now) in recorded.Facts.Join(again.Facts, set => set.Subject, set => set.Subject, (was, now) => (was, now)))
        {
            if (!was.Gaps.SequenceEqual(now.Gaps)) yield return $"{was.Subject.Short}: gaps differ";
        }
    }

    /// <summary>A probe's record names the machine that it ran on: another one may give the same answers.</summary>
    private static bool Same(Fact then, Fact now) => Canonical(then).AsSpan().SequenceEqual(Canonical(now.Kind == FactKind.Probe ? now with { Source = then.Source } : now));

    private static byte[] Canonical(Fact fact) => FactJson.Write(new FactSet { Subject = fact.Subject, Facts = [fact], Gaps = [], Coverages = ImmutableDictionary<FactKind, Coverage>.Empty });
}
