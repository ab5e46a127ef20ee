using System.Collections.Immutable;
using System.Text;
using Compliance.Cryptography.Hashing;
using Compliance.Formats;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;
using Compliance.Oci.Snapshots;

namespace Compliance.Pipeline.Reproduce;

/// <summary>Compares two images entry by entry and names what made them differ.</summary>
public sealed class ImageComparison
{
    private const int MaxDifferences = 1_000;

    private readonly List<EntryDifference> differences = [];
    private readonly CauseFinder causes;
    private readonly Limits limits;

    private ImageComparison(BuildConditions? first, BuildConditions? second, Limits limits) => (causes, this.limits) = (new CauseFinder(first, second), limits);

    /// <summary>Rejected when a layer of either can't be read.</summary>
    /// <param name="firstConditions">Under what the first was built, where that is known; it names causes.</param>
    public static Reading<Reproduction> Compare(ImageSnapshot first, ImageSnapshot second, BuildConditions? firstConditions, BuildConditions? secondConditions, Limits limits)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        return new ImageComparison(firstConditions, secondConditions, limits).Run(first, second);
    }

    private Reading<Reproduction> Run(ImageSnapshot first, ImageSnapshot second)
    {
        using var one = new ContentHasher();
        using var other = new ContentHasher();
        var (left, right) = (ByPlatform(first), ByPlatform(second));
        foreach (var platform in left.Keys.Union(right.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            if (!left.TryGetValue(platform, out var a) || !right.TryGetValue(platform, out var b))
            {
                Add(new EntryDifference(platform, left.ContainsKey(platform) ? DifferenceKind.OnlyFirst : DifferenceKind.OnlySecond, "the platform is in one image only", "other platforms were asked for"));
                continue;
            }

            if (Compare(first, a, second, b, one, other) is { IsEmpty: false } refused) return Readings.Reject<Reproduction>(refused);
        }

        var manifests = (Manifests(first), Manifests(second));
        var verdict = manifests.Item1.SequenceEqual(manifests.Item2) ? ReproductionVerdict.Identical
            : differences.All(difference => difference.IsNormalised) ? ReproductionVerdict.Equivalent
            : ReproductionVerdict.Different;
        return Readings.Accept(new Reproduction(verdict, manifests.Item1, manifests.Item2, (one.Finish(), other.Finish()), [.. differences.Take(MaxDifferences)]));
    }

    private ImmutableArray<Defect> Compare(ImageSnapshot first, PlatformImage a, ImageSnapshot second, PlatformImage b, ContentHasher one, ContentHasher other)
    {
        if (a.Layers.Length != b.Layers.Length) Add(new EntryDifference("layers", DifferenceKind.Document, $"{a.Layers.Length} and {b.Layers.Length} layers", "the builds layer otherwise"));
        for (var i = 0; i < Math.Max(a.Layers.Length, b.Layers.Length); i++)
        {
            var left = i < a.Layers.Length ? LayerEntries.Read(first, a.Layers[i], limits) : Readings.Accept(new List<LayerEntry>());
            if (!left.TryGet(out var mine)) return left.Defects;
            var right = i < b.Layers.Length ? LayerEntries.Read(second, b.Layers[i], limits) : Readings.Accept(new List<LayerEntry>());
            if (!right.TryGet(out var theirs)) return right.Defects;
            Hash(one, mine);
            Hash(other, theirs);
            var before = differences.Count;
            CompareEntries(mine, theirs);
            if (!mine.Select(entry => entry.Path).SequenceEqual(theirs.Select(entry => entry.Path), StringComparer.Ordinal) && SameSet(mine, theirs))
                Add(new EntryDifference($"layer {i + 1}", DifferenceKind.Order, "entries stand in another order", "order of a folder's listing"));
            if (differences.Count == before && i < a.Layers.Length && i < b.Layers.Length && a.Layers[i].Digest != b.Layers[i].Digest)
                Add(new EntryDifference($"layer {i + 1}", DifferenceKind.Compression, $"{a.Layers[i].Digest} and {b.Layers[i].Digest}", "compressor or its settings, or headers without meaning"));
        }

        CompareConfigs(a, b);
        return [];
    }

    private void CompareEntries(List<LayerEntry> mine, List<LayerEntry> theirs)
    {
        var (left, right) = (Last(mine), Last(theirs));
        foreach (var path in left.Keys.Union(right.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            if (!right.TryGetValue(path, out var b)) Add(new EntryDifference(path, DifferenceKind.OnlyFirst, "only the first build has it", NameCause(path)));
            else if (!left.TryGetValue(path, out var a)) Add(new EntryDifference(path, DifferenceKind.OnlySecond, "only the second build has it", NameCause(path)));
            else CompareEntry(path, a, b);
        }
    }

    private void CompareEntry(string path, LayerEntry a, LayerEntry b)
    {
        if (a.Type != b.Type || a.Link != b.Link || a.Device != b.Device)
            Add(new EntryDifference(path, DifferenceKind.Kind, $"{a.Type} {a.Link} and {b.Type} {b.Link}".TrimEnd(), causes.OfContent(Encoding.UTF8.GetBytes(a.Link), Encoding.UTF8.GetBytes(b.Link))));
        if (a.Mode != b.Mode) Add(new EntryDifference(path, DifferenceKind.Mode, $"{Convert.ToString(a.Mode, 8)} and {Convert.ToString(b.Mode, 8)}", "umask, or a build that sets modes by chance"));
        if (a.Uid != b.Uid || a.Gid != b.Gid) Add(new EntryDifference(path, DifferenceKind.Owner, FormattableString.Invariant($"{a.Uid}:{a.Gid} and {b.Uid}:{b.Gid}"), "user id of the builder"));
        if (a.Content != b.Content) Add(new EntryDifference(path, DifferenceKind.Content, $"{a.Content} and {b.Content}", causes.OfContent(a.Head.Span, b.Head.Span)));
        if (a.Modified != b.Modified) Add(new EntryDifference(path, DifferenceKind.Time, FormattableString.Invariant($"{a.Modified} and {b.Modified}"), CauseFinder.OfTime(a.Modified, b.Modified)));
    }

    private void CompareConfigs(PlatformImage a, PlatformImage b)
    {
        if (a.ConfigBytes is not { } one || b.ConfigBytes is not { } other || one.Span.SequenceEqual(other.Span)) return;
        if (!StrictJson.Read(one, "config").TryGet(out var left) || !StrictJson.Read(other, "config").TryGet(out var right)) return;
        foreach (var name in left.Root.Members.Concat(right.Root.Members).Select(member => member.Name).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            var (mine, theirs) = (Text(left.Root[name]), Text(right.Root[name]));
            if (mine == theirs || name == "rootfs") continue;
            var isTime = name == "created" || (name == "history" && Text(left.Root["created"]) != Text(right.Root["created"]));
            Add(new EntryDifference($"config {name}", isTime ? DifferenceKind.Time : DifferenceKind.Document, $"{Short(mine)} and {Short(theirs)}", causes.OfContent(Encoding.UTF8.GetBytes(mine), Encoding.UTF8.GetBytes(theirs))));
        }

        static string Text(JsonValue value) => value.HasValue ? Encoding.UTF8.GetString(CanonicalJson.Of(value)) : "";
        static string Short(string text) => text.Length <= 80 ? text : $"{text[..79]}…";
    }

    private static string NameCause(string path) => path.Any(char.IsAsciiDigit) ? "a name that a build makes up: time, process or random number" : "unknown";

    private static void Hash(ContentHasher hasher, List<LayerEntry> entries)
    {
        foreach (var entry in entries.OrderBy(entry => entry.Path, StringComparer.Ordinal)) hasher.Append(Encoding.UTF8.GetBytes($"{entry.Essence}\n"));
        hasher.Append("layer\n"u8);
    }

    private static bool SameSet(List<LayerEntry> mine, List<LayerEntry> theirs) => mine.Select(entry => entry.Path).ToHashSet(StringComparer.Ordinal).SetEquals(theirs.Select(entry => entry.Path));

    private static Dictionary<string, LayerEntry> Last(List<LayerEntry> entries) =>
        entries.GroupBy(entry => entry.Path, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Last(), StringComparer.Ordinal);

    private static Dictionary<string, PlatformImage> ByPlatform(ImageSnapshot image) =>
        image.Images.GroupBy(one => one.Platform?.ToString() ?? "", StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);

    private static ImmutableArray<Digest> Manifests(ImageSnapshot image) => [.. image.Images.Select(one => one.Digest).Distinct().Order()];

    private void Add(EntryDifference difference) => differences.Add(difference);
}
