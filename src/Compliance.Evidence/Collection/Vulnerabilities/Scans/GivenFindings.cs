using System.Collections.Immutable;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;
using Compliance.Formats.Vulnerabilities.Scans;
using Compliance.Formats.Vulnerabilities.Vex;

namespace Compliance.Evidence.Collection.Vulnerabilities.Scans;

/// <summary>The caller's folder of findings, each file told by its content. One that nothing reads is a gap: it might say that something is open.</summary>
internal sealed record GivenFindings(ImmutableArray<GivenFinding> Files, ImmutableArray<Defect> Gaps)
{
    // Records of this program, such as the history of detections, say what they are.
    private const string OwnSchemas = "compliance/";

    public static GivenFindings Of(ImageEvidence image, CollectionContext context) => image.Derived(evidence => Read(evidence, context.Limits));

    private static GivenFindings Read(ImageEvidence image, Limits limits)
    {
        var (files, gaps) = (ImmutableArray.CreateBuilder<GivenFinding>(), ImmutableArray.CreateBuilder<Defect>());
        foreach (var document in image.Findings ?? [])
        {
            if (!document.Fits(limits) || !StrictJson.Read(document.ReadAll(limits), document.Item.Origin, limits).TryGet(out var tree))
            {
                gaps.Add(new Defect(GivenFindingCodes.Unreadable, document.Locate(), $"{document.Item.Origin} in the folder of findings is no JSON that can be read"));
                continue;
            }

            var root = tree.Root;
            if (root["schema"].AsText?.StartsWith(OwnSchemas, StringComparison.Ordinal) == true) continue;
            var (isScan, isVex) = (ScanReader.FormatOf(root) is not null, VexReader.FormatOf(root) is not null);
            if (isScan || isVex) files.Add(new GivenFinding(document, isScan ? ScanReader.Read(root, limits) : null, isVex ? VexReader.Read(root, limits) : null));
            else gaps.Add(new Defect(GivenFindingCodes.UnknownKind, document.Locate(), $"{document.Item.Origin} in the folder of findings is neither a scan nor a VEX document of a kind that is read"));
        }

        return new GivenFindings(files.ToImmutable(), gaps.ToImmutable());
    }
}
