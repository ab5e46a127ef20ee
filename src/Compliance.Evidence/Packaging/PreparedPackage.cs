using System.Collections.Immutable;
using Compliance.Cryptography.Hashing;
using Compliance.Cryptography.Signing;
using Compliance.Evidence.Packaging.Writing;

namespace Compliance.Evidence.Packaging;

/// <summary>A package whose content is settled and that only lacks reports and a signature.</summary>
public sealed class PreparedPackage
{
    private readonly ImmutableArray<PayloadFile> files;

    internal PreparedPackage(EvidenceDraft draft, ImmutableArray<PayloadFile> files) => (Draft, this.files) = (draft, files);

    /// <summary>What reports are rendered from.</summary>
    public EvidenceDraft Draft { get; }

    /// <summary>The results document, for reports that carry it.</summary>
    public ImmutableArray<byte> Results
    {
        get
        {
            using var stream = files.First(file => file.File.Path == PackagePaths.Results).Open();
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return [.. bytes];
        }
    }

    /// <summary>Writes the package without a signature. Same inputs and reports, same bytes.</summary>
    /// <param name="output">Empty, readable, writable, seekable.</param>
    /// <exception cref="IOException">The output failed, or the package would exceed 4 GiB or 65,534 files.</exception>
    /// <exception cref="InvalidDataException">A raw document no longer has the bytes that were taken in.</exception>
    public void WriteUnsigned(IEnumerable<PackageReport> reports, Stream output)
    {
        var writer = new PackageWriter(Draft, output);
        writer.WriteContent(Payload(reports));
        writer.Finish();
    }

    /// <summary>Writes and signs the package.</summary>
    /// <param name="reports">Rendered from <see cref="Draft"/>.</param>
    /// <param name="signer">The one that the draft describes.</param>
    /// <param name="signedAt">Not before the run finished; whole seconds, UTC.</param>
    /// <param name="output">As for <see cref="WriteUnsigned"/>.</param>
    /// <exception cref="ArgumentException">Another signer than the draft's, or a time before the run finished.</exception>
    /// <inheritdoc cref="WriteUnsigned" path="/exception"/>
    public SealedPackage Seal(IEnumerable<PackageReport> reports, ISigner signer, DateTimeOffset signedAt, Stream output)
    {
        ArgumentNullException.ThrowIfNull(signer);
        if (signer.Role != SignerRole.Collector) throw new ArgumentException("only a collector's key seals packages", nameof(signer));
        if (signer.CertificateFingerprint != Draft.Signer.CertificateFingerprint) throw new ArgumentException("the draft describes another signer", nameof(signer));
        if (signedAt < Draft.Run.FinishedAt) throw new ArgumentException("signed before the run finished", nameof(signedAt));
        var writer = new PackageWriter(Draft, output);
        var manifest = writer.WriteContent(Payload(reports));
        writer.WriteSignature(signer.SignDetached(manifest, signedAt));
        var entries = writer.Finish();
        output.Position = 0;
        return new SealedPackage(Draft.PackageId, Digests.Sha256(output), output.Length, entries);
    }

    private IEnumerable<PayloadFile> Payload(IEnumerable<PackageReport> reports) =>
        files.Concat(reports.Select(report => PayloadFile.Of(PackagePaths.Reports + report.Name, report.MediaType, "report", "rendered from the draft", report.Content)))
            .OrderBy(file => file.File.Path, StringComparer.Ordinal);
}
