using System.Collections.Immutable;
using Compliance.Formats;
using Compliance.Policy.Results;

namespace Compliance.Tests.Reporting;

internal static class SampleResults
{
    public static Evaluation Make(ImmutableArray<Digest> subjects) => new()
    {
        Engine = "compliance 0.1.0",
        ProfileId = "fedramp-rev5-moderate",
        ProfileTitle = "FedRAMP Rev5 Moderate",
        PolicySet = SampleDraft.DigestOf("policies"),
        EvaluatedAt = SampleDraft.At("2026-11-23T10:01:48Z"),
        Results = [.. subjects.SelectMany(Of)],
    };

    private static IEnumerable<PolicyResult> Of(Digest subject)
    {
        var module = new Reason("activated", "openssl 3.0.17", Verdict.NotMet, "openssl 3.0.17 is present but not activated (no providers section)",
            "Activate the provider in the image's OpenSSL configuration and set default_properties = fips=yes.", ["module/b"]);
        yield return Result(subject, "crypto-approved-mode", "Every cryptographic module in use is switched to its approved mode", "cryptography", Verdict.NotMet, "high", "sc-13", module);
        yield return Result(subject, "cves-within-remediation", "No vulnerability is past its remediation date", "vulnerability", Verdict.Unknown, "high", "si-2",
            new Reason("population", "", Verdict.Unknown, "no vulnerability feed was imported", "Import a feed: compliance help feeds.", [])) with
        { GapCodes = ["VULN-0001"] };
        yield return Result(subject, "image-signed", "The image is signed by someone whom the auditor trusts", "signatures", Verdict.Met, "high", "si-7",
            new Reason("verified", "", Verdict.Met, "1 of 1 signatures verified by release@acme", "", ["signature/1"]));
        yield return Result(subject, "no-shell", "No command interpreter is in the image", "hardening", Verdict.NotApplicable, "low", "cm-7",
            new Reason("where", "", Verdict.NotApplicable, "the image declares itself a build image", "", [])) with
        { CarriedOnly = true };
        yield return Result(subject, "non-root-user", "The image doesn't run as root", "hardening", Verdict.NotMet, "moderate", "ac-6",
            [.. Enumerable.Range(0, 20).Select(index => new Reason("uid", "", Verdict.NotMet, $"the image runs as user 0 ({index})", "Set a numeric user other than 0.", ["hardening/1"]))]);
        yield return Result(subject, "sbom-complete", "The SBOM names every installed package", "sbom", Verdict.Met, "moderate", "cm-8");
    }

    private static PolicyResult Result(Digest subject, string id, string title, string family, Verdict verdict, string severity, string control, params ImmutableArray<Reason> reasons) => new()
    {
        PolicyId = id,
        Title = title,
        Family = family,
        Subject = subject,
        Verdict = verdict,
        Severity = severity,
        Judged = Math.Max(1, reasons.Length),
        Reasons = reasons,
        Controls = [new ControlReference("nist-800-53r5", control, $"{control.ToUpperInvariant()}b.", "must", "control-mapping 2026-11")],
        FactIds = [],
        GapCodes = [],
        CarriedOnly = false,
    };
}
