using System.Collections.Immutable;
using Compliance.Evidence.Collection.CryptoModules;
using Compliance.Evidence.Collection.Files;
using Compliance.Evidence.Collection.Probes;
using Compliance.Evidence.Collection.Systems;
using Compliance.Evidence.Collection.Vulnerabilities;
using Compliance.Evidence.Collection.Vulnerabilities.Scans;
using Compliance.Evidence.Raw;
using Compliance.Policy.Facts;

namespace Compliance.Evidence.Collection;

/// <summary>All collectors, in the order in which they run, and the one way to run them.</summary>
public static class Collectors
{
    public static ImmutableArray<ICollector> All { get; } =
    [
        new ImageCollector(),
        new PackageCollector(),
        new SbomCollector(),
        new FileCollector(),
        new HardeningCollector(),
        new CatalogCollector(),
        new CryptoModuleCollector(),
        new ProbeCollector(),
        new SignatureCollector(),
        new AttestationCollector(),
        new ProvenanceCollector(),
        new DeclarationCollector(),
        new VulnerabilityCollector(),
        new ScanCollector(),
    ];

    /// <summary>What a collector is called where one is left out: its id without the version.</summary>
    public static ImmutableArray<string> Names => [.. All.Select(NameOf)];

    /// <summary>Those that run when some are left out.</summary>
    public static ImmutableArray<ICollector> Without(ImmutableArray<string> names) => names.IsEmpty ? All : [.. All.Where(collector => !names.Contains(NameOf(collector), StringComparer.Ordinal))];

    /// <summary>Raw evidence → facts, one set for each image manifest in the order of <see cref="RawEvidence.Images"/>.</summary>
    public static ImmutableArray<FactSet> Collect(RawEvidence raw, CollectionContext context) => Collect(raw, context, Without(raw.LeftOut));

    /// <summary>The same with chosen collectors: what a collector would have covered and does not run stays unknown.</summary>
    public static ImmutableArray<FactSet> Collect(RawEvidence raw, CollectionContext context, ImmutableArray<ICollector> collectors) =>
        [.. raw.Images.Select(image => CollectImage(ImageEvidence.From(raw, image, context.Limits), context, collectors))];

    private static string NameOf(ICollector collector) => collector.Id[..collector.Id.IndexOf('@', StringComparison.Ordinal)];

    private static FactSet CollectImage(ImageEvidence image, CollectionContext context, ImmutableArray<ICollector> collectors)
    {
        var facts = new FactSetBuilder(image.Subject);
        foreach (var gap in image.Gaps) facts.Gap(gap);
        foreach (var collector in collectors)
        {
            facts.Enter(collector);
            collector.Collect(image, context, facts);
        }

        return facts.Build();
    }
}
