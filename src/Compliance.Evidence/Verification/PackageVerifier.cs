using System.Collections.Immutable;
using Compliance.Cryptography.Checks;
using Compliance.Evidence.Packaging;
using Compliance.Evidence.Packaging.Documents;
using Compliance.Evidence.Packaging.Writing;
using Compliance.Evidence.Verification.Parts;

namespace Compliance.Evidence.Verification;

/// <summary>
/// Verifies evidence packages offline: container, digests, signature, time, and by collecting and evaluating again what the package says. Every
/// check that can be made is made; trust comes from the caller alone.
/// </summary>
public static class PackageVerifier
{
    /// <param name="package">Readable and seekable; the caller keeps it.</param>
    /// <exception cref="IOException">The stream failed; what is in it never throws.</exception>
    public static VerificationReport Verify(Stream package, VerificationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var (contents, container) = ContainerVerification.Verify(package, options.Limits);
        if (contents is null) return Unreadable(container, options);

        var (description, descriptionChecks) = ReadDescription(contents);
        var digests = new DigestVerification(contents, description, descriptionChecks).Verify();
        var (signature, time) = new SignatureVerification(contents, description, options).Verify();
        var (facts, verdicts) = new ReperformanceVerification(contents, description, options).Verify();
        var reports = new ReportVerification(contents, description).Verify();
        var ledger = new VerificationLine(VerificationTopic.Ledger, "no receipt beside the package: inclusion not checked", [Checks.Note(PackageCodes.Ledger, "no receipt beside the package: inclusion not checked")]);
        return new VerificationReport
        {
            Lines = [container, digests, signature, time, facts, verdicts, reports, ledger],
            Package = description,
            HasAnchor = options.Anchors is not null,
        };
    }

    private static (PackageDescription? Description, ImmutableArray<VerificationCheck> Checks) ReadDescription(PackageContents contents)
    {
        if (contents.Read(PackagePaths.Package) is not { } bytes) return (null, [Checks.Failed(PackageCodes.Description, $"{PackagePaths.Package} is missing or unreadable")]);
        var reading = PackageDocumentReader.Read(bytes, contents.Limits);
        if (!reading.TryGet(out var description)) return (null, [Checks.Failed(PackageCodes.Description, $"{PackagePaths.Package} can't be read"), .. Checks.Failed(reading.Defects)]);
        var isCanonical = PackageDocument.Write(description).AsSpan().SequenceEqual(bytes);
        return (description, [Checks.Check(PackageCodes.Description, isCanonical, "package.json is canonical", "package.json is not the canonical form of what it says, or says more than packages do")]);
    }

    private static VerificationReport Unreadable(VerificationLine container, VerificationOptions options) => new()
    {
        Lines =
        [
            container,
            .. Enum.GetValues<VerificationTopic>().Where(topic => topic != VerificationTopic.Container).Order()
                .Select(topic => new VerificationLine(topic, "not checked", [Checks.Indeterminate(PackageCodes.Container, "not checked: the container can't be read")])),
        ],
        Package = null,
        HasAnchor = options.Anchors is not null,
    };
}
