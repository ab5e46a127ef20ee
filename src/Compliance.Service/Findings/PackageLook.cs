using Compliance.Cryptography.Certificates;
using Compliance.Cryptography.Hashing;
using Compliance.Evidence.Assessing;
using Compliance.Evidence.Verification;
using Compliance.Formats.Reading;
using Compliance.Policy.Findings;
using Compliance.Service.CommandLine;

namespace Compliance.Service.Findings;

/// <summary>Evidence packages as the record of findings sees them.</summary>
internal static class PackageLook
{
    /// <summary>What a package's audit comes to when it is done again from its evidence; not verified.</summary>
    /// <exception cref="VerbFailure">There is no such file, or it is no readable package.</exception>
    public static AuditObservations Read(string path, string? asset, DateTimeOffset now, Limits limits)
    {
        if (!File.Exists(path)) throw new VerbFailure(ExitCodes.UnreadableInput, $"there is no file {path}");
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
        var report = PackageVerifier.Verify(stream, new VerificationOptions { Anchors = null, Now = now, Limits = limits, Reperformance = null });
        return Of(stream, path, report, asset, limits);
    }

    /// <summary>The same of a package that verifies under the caller's anchor: only such a one says what is gone.</summary>
    /// <exception cref="VerbFailure">It does not verify.</exception>
    public static AuditObservations ReadVerified(string path, TrustAnchors? anchors, string? asset, DateTimeOffset now, Limits limits)
    {
        if (!File.Exists(path)) throw new VerbFailure(ExitCodes.UnreadableInput, $"there is no file {path}");
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
        var report = PackageVerifier.Verify(stream, new VerificationOptions { Anchors = anchors, Now = now, Limits = limits, Reperformance = new Reperformance() });
        if (report.Conclusion != VerificationConclusion.Verified)
            throw new VerbFailure(
                ExitCodes.Bad, $"{path} does not verify: {(report.FirstFailure is { } failure ? $"{failure.Detail} ({failure.Code})" : "no anchor of yours covers it")}",
                "see compliance verify; as evidence of detections only: compliance vulns import-history");
        return Of(stream, path, report, asset, limits);
    }

    public static string DigestOf(string path)
    {
        using var stream = File.OpenRead(path);
        return Digests.Sha256(stream).Hex;
    }

    private static AuditObservations Of(FileStream stream, string path, VerificationReport report, string? asset, Limits limits)
    {
        if (report.Package is not { } package) throw new VerbFailure(ExitCodes.UnreadableInput, $"{path} is no evidence package that can be read", $"what is wrong with it: compliance verify {path}");
        stream.Position = 0;
        var reading = PackageEvidence.Open(stream, limits);
        if (!reading.TryGet(out var input)) throw VerbFailure.Unreadable(path, reading.Defects, $"what is wrong with it: compliance verify {path}");
        var assessed = Assessment.Make(input.Raw, input.Policies, input.ProfileId, input.EvaluatedAt, limits);
        if (!assessed.TryGet(out var assessment)) throw VerbFailure.Unreadable(path, assessed.Defects);
        return new AuditObservations(
            AuditStatement.HeaderOf(assessment).Id, package.PackageId, package.EvidenceRoot, FindingTime.WholeSecond(assessment.Evaluation.EvaluatedAt),
            AuditStatement.SubjectsOf(input.Raw, assessment.Facts), assessment.Facts, Detached(input.Raw), assessment.Evaluation)
        {
            Asset = asset,
        };

        // The stream is closed when this returns; what is read later is read now.
        Evidence.Raw.RawEvidence Detached(Evidence.Raw.RawEvidence raw) => raw with
        {
            Feeds = raw.Feeds is { } feeds ? [.. feeds.Select(Copy)] : null,
            Waivers = raw.Waivers is { } waivers ? [.. waivers.Select(Copy)] : null,
            System = raw.System is { } system ? Copy(system) : null,
        };

        Evidence.Raw.RawDocument Copy(Evidence.Raw.RawDocument document) => document.Fits(limits)
            ? Evidence.Raw.RawDocument.Of(document.Item.Path, document.Item.Role, document.Item.Origin, document.Item.MediaType, document.ReadAll(limits))
            : document;
    }
}
