using System.Collections.Immutable;
using Compliance.Evidence.Collection.Packages;
using Compliance.Evidence.Raw;
using Compliance.Formats.Sbom;

namespace Compliance.Evidence.Collection.Sboms;

/// <summary>How many of the packages that are installed in an image a document names, wherever the document came from.</summary>
/// <param name="Installed">Packages that databases, languages, programs and archives of the image say to be there.</param>
/// <param name="Missing">Those that the document does not name with their version, <c>name version</c>, ordinal order.</param>
public sealed record SbomCoverage(int Installed, ImmutableArray<string> Missing)
{
    public int Named => Installed - Missing.Length;

    /// <summary>Null when what is installed is not completely known: then no share of it is.</summary>
    public static SbomCoverage? Of(SbomDocument document, RawEvidence raw, RawImage image, CollectionContext context)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(raw);
        ArgumentNullException.ThrowIfNull(context);
        var evidence = ImageEvidence.From(raw, image, context.Limits);
        var databases = PackageDatabases.Of(evidence, context.Limits);
        if (!databases.Gaps.IsEmpty || evidence.Gaps.Any(gap => gap.Kind == Policy.Facts.FactKind.Package)) return null;
        var listed = new SbomPackages(document);
        return new SbomCoverage(databases.Packages.Length, [.. databases.Packages.Where(package => !listed.Lists(package.Fact)).Select(package => package.Label).Order(StringComparer.Ordinal)]);
    }
}
