using Compliance.Cryptography.Hashing;
using Compliance.Evidence.Assessing;
using Compliance.Evidence.Attesting.Audits;
using Compliance.Evidence.Verification;
using Compliance.Formats.Reading;
using Compliance.Service.CommandLine;
using Compliance.Service.Configuration;

namespace Compliance.Service.Verbs.Attesting;

/// <summary>A package about whose audit statements are signed: verified first, then made again from its evidence.</summary>
internal static class AuditedPackage
{
    /// <param name="anchor">Root of whoever sealed the package; without it a package is believed that nobody vouches for.</param>
    /// <param name="use">Called while the package is open.</param>
    /// <exception cref="VerbFailure">A check of the package failed, or its seal is not by the caller's anchor.</exception>
    public static async Task<T> UseAsync<T>(string file, string? anchor, string verifierId, string resourceUri, TimeProvider clock, Func<AttestedAudit, Task<T>> use)
    {
        if (!File.Exists(file)) throw new VerbFailure(ExitCodes.UnreadableInput, $"there is no file {file}");
        var anchors = VerifyVerb.ReadAnchors(anchor);
        var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
        await using (stream.ConfigureAwait(false))
        {
            var report = PackageVerifier.Verify(stream, new VerificationOptions { Anchors = anchors, Now = clock.GetUtcNow(), Reperformance = new Reperformance() });
            if (report.Conclusion == VerificationConclusion.Failed || (anchors is not null && report.Conclusion != VerificationConclusion.Verified) || report.Package is null)
                throw new VerbFailure(ExitCodes.UnreadableInput, $"{file} does not verify: {report.FirstFailure?.Detail ?? "something could not be checked"}", $"every check: compliance verify {file}");
            stream.Position = 0;
            var digest = Digests.Sha256(stream);
            stream.Position = 0;
            if (!PackageEvidence.Open(stream, Limits.Default).TryGet(out var input) || !Assessment.Make(input.Raw, input.Policies, input.ProfileId, input.EvaluatedAt, Limits.Default).TryGet(out var assessment))
                throw new VerbFailure(ExitCodes.UnreadableInput, $"the audit of {file} can't be made again");
            return await use(new AttestedAudit(assessment, input.Raw, report.Package, digest, verifierId, ProductVersion.Text, resourceUri)).ConfigureAwait(false);
        }
    }
}
