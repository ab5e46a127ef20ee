using Compliance.Evidence.Acquisition;
using Compliance.Evidence.Collection;
using Compliance.Formats.CryptoModules.Cmvp;
using Compliance.Formats.Reading;
using Compliance.Policy.Facts;
using Compliance.Tests.Formats.CryptoModules.Cmvp;
using Compliance.Tests.World;

namespace Compliance.Tests.Evidence;

/// <summary>From an image made in memory to the facts of one collector, by the code that audits run.</summary>
internal static class CollectionWorld
{
    public static readonly DateTimeOffset Day = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    public static CollectionContext Context(DateTimeOffset? at = null, bool withCatalog = true) => new(
        Limits.Default,
        at ?? Day,
        withCatalog ? new Dictionary<string, ReadOnlyMemory<byte>> { [CmvpCatalog.Path] = ShippedCatalog.Bytes } : new Dictionary<string, ReadOnlyMemory<byte>>());

    public static FactSet Collect(Action<ImageBuilder> build, ICollector collector, CollectionContext? context = null)
    {
        var layout = new LayoutBuilder();
        layout.Image(build, "v1");
        using var snapshot = layout.Open("v1");
        using var acquired = ImageAcquisition.Run(snapshot, AuditInputs.None, Observations.All, Limits.Default);
        return Assert.Single(Collectors.Collect(acquired.Raw, context ?? Context(), [collector]));
    }
}
