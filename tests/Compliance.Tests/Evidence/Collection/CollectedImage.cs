using System.Collections.Immutable;
using System.Text;
using Compliance.Evidence.Acquisition;
using Compliance.Evidence.Collection;
using Compliance.Evidence.Raw;
using Compliance.Formats.Reading;
using Compliance.Oci.Models;
using Compliance.Policy.Facts;
using Compliance.Tests.World;

namespace Compliance.Tests.Evidence.Collection;

/// <summary>An image of one layer, acquired and collected as an audit does.</summary>
internal sealed class CollectedImage
{
    public const string ApkZlib = "P:zlib\nV:1.3-r0\nA:x86_64\nL:Zlib\no:zlib\nm:wolfi\nF:usr/lib\nR:libz.so.1\n\n";

    public const string Wolfi = "ID=wolfi\nVERSION_ID=\"20230201\"\nPRETTY_NAME=\"Wolfi\"\n";

    public const string Debian = "ID=debian\nVERSION_ID=\"12\"\nPRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\n";

    private static readonly CollectionContext Context = new(Limits.Default, new DateTimeOffset(2026, 11, 23, 0, 0, 0, TimeSpan.Zero), ImmutableDictionary<string, ReadOnlyMemory<byte>>.Empty);

    private CollectedImage(FactSet facts) => Facts = facts;

    public FactSet Facts { get; }

    public IEnumerable<string> GapCodes => Facts.Gaps.Select(gap => gap.Code.Text);

    public static CollectedImage Of(Action<LayerBuilder> files, Action<ImageBuilder>? config = null, Action<LayoutBuilder, Descriptor>? beside = null, AuditInputs? inputs = null, Func<RawEvidence, RawEvidence>? edit = null)
    {
        var layout = new LayoutBuilder();
        var image = layout.Image(
            builder =>
            {
                config?.Invoke(builder);
                builder.Layer(files);
            },
            tag: "app");
        beside?.Invoke(layout, image);
        using var snapshot = layout.Open("app");
        using var acquired = ImageAcquisition.Run(snapshot, inputs ?? AuditInputs.None, [], Limits.Default);
        return new CollectedImage(Assert.Single(Collectors.Collect(edit?.Invoke(acquired.Raw) ?? acquired.Raw, Context, Chosen)));
    }

    private static ImmutableArray<ICollector> Chosen => [new ImageCollector(), new PackageCollector(), new SbomCollector(), new HardeningCollector()];

    public static AuditInputs Given(string name, string text) => new(null, [(name, Encoding.UTF8.GetBytes(text))], null);

    public IReadOnlyList<T> All<T>()
        where T : FactValue => [.. Facts.Facts.Select(fact => fact.Value).OfType<T>()];

    public T One<T>()
        where T : FactValue => Assert.Single(All<T>());

    public long? Count(string name) => All<PopulationFact>().FirstOrDefault(count => count.Name == name)?.Count;
}
