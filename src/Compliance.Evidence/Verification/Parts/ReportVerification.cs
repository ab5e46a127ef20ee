using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using Compliance.Cryptography.Checks;
using Compliance.Evidence.Packaging;
using Compliance.Evidence.Packaging.Writing;

namespace Compliance.Evidence.Verification.Parts;

/// <summary>
/// Line 7: reports name this package. HTML reports carry package id, evidence root and digest of the results on their root element, PDF reports in
/// their description (<see cref="PdfIdentity"/>); other forms are covered by their digests.
/// </summary>
internal sealed partial class ReportVerification(PackageContents contents, PackageDescription? description)
{
    private const int Looked = 8192;

    public VerificationLine Verify()
    {
        var reports = contents.Payload.Where(name => name.StartsWith(PackagePaths.Reports, StringComparison.Ordinal)).ToArray();
        if (reports.Length == 0) return Line("no reports in the package", Checks.Note(PackageCodes.Reports, "no reports in the package"));
        if (description is null) return Line("not compared", Checks.Indeterminate(PackageCodes.Reports, "not compared: package.json can't be read"));
        var checks = reports.Select(name => name.EndsWith(".html", StringComparison.Ordinal) ? CheckHtml(name)
            : name.EndsWith(".pdf", StringComparison.Ordinal) ? CheckPdf(name)
            : Checks.Passed(PackageCodes.Reports, $"{name} is covered by its digest, its content is not compared")).ToImmutableArray();
        return new VerificationLine(VerificationTopic.Reports, $"made from these results: {string.Join(", ", reports.Select(name => name[PackagePaths.Reports.Length..]))}", checks);
    }

    private static VerificationLine Line(string summary, VerificationCheck check) => new(VerificationTopic.Reports, summary, [check]);

    private string Results => contents.HashOf(PackagePaths.Results)?.Sha256.ToString() ?? "";

    private VerificationCheck CheckPdf(string name)
    {
        var problem = PdfIdentity.Problem(contents.Read(name) ?? [], $"package {description!.PackageId}; evidence root {description.EvidenceRoot}; results {Results}");
        return Checks.Check(PackageCodes.Reports, problem is null, $"{name} is about this package and these results", $"{name}: {problem}");
    }

    private VerificationCheck CheckHtml(string name)
    {
        var bytes = contents.Read(name) ?? [];
        var match = Root().Match(Encoding.UTF8.GetString(bytes.AsSpan(0, Math.Min(bytes.Length, Looked))));
        var differing = ImmutableArray.CreateBuilder<string>();
        Compare("data-package-id", description!.PackageId);
        Compare("data-evidence-root", description.EvidenceRoot.ToString());
        Compare("data-results-sha256", Results.Replace("sha256:", "", StringComparison.Ordinal));
        return Checks.Check(PackageCodes.Reports, match.Success && differing.Count == 0, $"{name} is about this package and these results",
            match.Success ? $"{name}: {string.Join("; ", differing)}" : $"{name} does not say what it is about");

        void Compare(string attribute, string expected)
        {
            var found = Attribute().Matches(match.Value).FirstOrDefault(pair => pair.Groups["name"].Value == attribute)?.Groups["value"].Value ?? "";
            if (found != expected) differing.Add($"{attribute} is '{found}', expected '{expected}'");
        }
    }

    [GeneratedRegex("^<!DOCTYPE html>\\s*<html(?:\\s[^<>]*)?>", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Root();

    [GeneratedRegex("\\s(?<name>[a-z0-9-]+)=\"(?<value>[^\"]*)\"", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Attribute();
}
