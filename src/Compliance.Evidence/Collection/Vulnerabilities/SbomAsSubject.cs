using Compliance.Cryptography.Hashing;
using Compliance.Evidence.Acquisition;
using Compliance.Evidence.Raw;

namespace Compliance.Evidence.Collection.Vulnerabilities;

/// <summary>
/// An SBOM in the place of an image: its components are looked up as an image's packages are. That everything is listed is its author's word, so what is found is never
/// all that there is.
/// </summary>
public static class SbomAsSubject
{
    /// <param name="fileName">As the caller named it.</param>
    public static RawEvidence Make(string fileName, ReadOnlyMemory<byte> bytes, AuditInputs inputs)
    {
        var sbom = RawDocuments.Of(new RawPaths().GivenSbom(Path.GetFileName(fileName)), RawRole.GivenSbom, fileName, RawDocuments.Json, bytes);
        var paths = new RawPaths();
        return new RawEvidence
        {
            Images =
            [
                new RawImage
                {
                    Subject = Digests.Sha256(bytes.Span),
                    Reference = fileName,
                    Pinned = true,
                    Index = null,
                    Manifest = sbom,
                    Config = null,
                    Inventory = null,
                    Files = [],
                    Observations = [],
                    AttachedComplete = true,
                    Attached = [],
                    Gaps = [],
                },
            ],
            GivenSboms = [sbom],
            Trust = null,
            System = inputs.System is { } system ? RawDocuments.Of(RawPaths.SystemFile, RawRole.System, RawPaths.SystemFile, RawDocuments.Bytes, system) : null,
            Findings = inputs.Findings is { } given ? [.. given.OrderBy(file => file.Path, StringComparer.Ordinal).Select(file => RawDocuments.Of(paths.Finding(file.Path), RawRole.Finding, file.Path, RawDocuments.Bytes, file.Bytes))] : null,
        };
    }

    internal static bool Is(ImageEvidence image) => image.Manifest.Item.Role == RawRole.GivenSbom;
}
