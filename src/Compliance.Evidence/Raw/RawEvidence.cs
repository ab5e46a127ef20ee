using System.Collections.Immutable;

namespace Compliance.Evidence.Raw;

/// <summary>
/// Everything that one audit took in: the raw bytes that facts are made from, and how they belong together. Written into a package and read
/// back it is the same, so that collecting again starts from the same place.
/// </summary>
public sealed record RawEvidence
{
    /// <summary>One for each image manifest, ordered by digest.</summary>
    public required ImmutableArray<RawImage> Images { get; init; }

    /// <summary>SBOMs that the caller gave.</summary>
    public required ImmutableArray<RawDocument> GivenSboms { get; init; }

    /// <summary>Files of the caller's trust folder, <see cref="RawItem.Origin"/> is the path in it; null when the caller gave none.</summary>
    public required ImmutableArray<RawDocument>? Trust { get; init; }

    /// <summary>The caller's system file; null when there is none.</summary>
    public required RawDocument? System { get; init; }

    /// <summary>The caller's node inventory; null when there is none.</summary>
    public RawDocument? Nodes { get; init; }

    /// <summary>Waivers and the signatures beside them, <see cref="RawItem.Origin"/> is the file name; null when the caller gave none.</summary>
    public ImmutableArray<RawDocument>? Waivers { get; init; }

    /// <summary>Names of the collectors that the caller left out, ordinal order: what they would have found is unknown, now and whenever it is done again.</summary>
    public ImmutableArray<string> LeftOut { get; init; } = [];

    /// <summary>Whether the caller asked for probes: then each image has their record among its observations.</summary>
    public bool Probed { get; init; }

    /// <summary>Files of the caller's folder of human evidence, <see cref="RawItem.Origin"/> is the path in it; null when the caller gave none.</summary>
    public ImmutableArray<RawDocument>? HumanEvidence { get; init; }

    /// <summary>List and signature of a signed set of policies, <see cref="RawItem.Origin"/> is the name; null when the set was not signed.</summary>
    public ImmutableArray<RawDocument>? PolicySet { get; init; }

    /// <summary>What vulnerability feeds say about the images, one slice for each feed; null when the caller gave none.</summary>
    public ImmutableArray<RawDocument>? Feeds { get; init; }

    /// <summary>
    /// Files of the caller's folder of findings (scans of other tools, VEX documents, the history of detections), <see cref="RawItem.Origin"/> is the path in
    /// it; null when the caller gave none.
    /// </summary>
    public ImmutableArray<RawDocument>? Findings { get; init; }

    /// <summary>Every document once, ordinal order of paths.</summary>
    public ImmutableArray<RawDocument> Documents =>
        [.. All().DistinctBy(document => document.Item.Path, StringComparer.Ordinal).OrderBy(document => document.Item.Path, StringComparer.Ordinal)];

    private IEnumerable<RawDocument> All()
    {
        foreach (var document in Images.SelectMany(image => image.Documents)) yield return document;
        foreach (var document in GivenSboms) yield return document;
        foreach (var document in Trust ?? []) yield return document;
        if (System is not null) yield return System;
        if (Nodes is not null) yield return Nodes;
        foreach (var document in Waivers ?? []) yield return document;
        foreach (var document in HumanEvidence ?? []) yield return document;
        foreach (var document in PolicySet ?? []) yield return document;
        foreach (var document in Feeds ?? []) yield return document;
        foreach (var document in Findings ?? []) yield return document;
    }
}
