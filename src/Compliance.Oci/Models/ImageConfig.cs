using System.Collections.Immutable;
using Compliance.Formats;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;

namespace Compliance.Oci.Models;

/// <summary>An image's configuration (OCI image specification 1.1, config.md; Docker's has the same members). Empty where nothing is stated.</summary>
public sealed record ImageConfig
{
    public required Platform Platform { get; init; }

    /// <summary>RFC 3339 as written; the image's own claim.</summary>
    public string Created { get; init; } = "";

    public string Author { get; init; } = "";

    /// <summary><c>user</c>, <c>uid</c>, <c>user:group</c>, <c>uid:gid</c>; empty means root.</summary>
    public string User { get; init; } = "";

    /// <summary><c>NAME=value</c> in order.</summary>
    public ImmutableArray<string> Env { get; init; } = [];

    public ImmutableArray<string> Entrypoint { get; init; } = [];

    public ImmutableArray<string> Cmd { get; init; } = [];

    public string WorkingDir { get; init; } = "";

    public string StopSignal { get; init; } = "";

    public ImmutableSortedDictionary<string, string> Labels { get; init; } = Descriptor.NoAnnotations;

    /// <summary><c>port[/protocol]</c>, sorted.</summary>
    public ImmutableArray<string> ExposedPorts { get; init; } = [];

    /// <summary>Sorted.</summary>
    public ImmutableArray<string> Volumes { get; init; } = [];

    /// <summary>Digests of the uncompressed layers, base first.</summary>
    public required ImmutableArray<Digest> DiffIds { get; init; }

    public ImmutableArray<ImageHistory> History { get; init; } = [];

    /// <summary>Rejected when it is not an object or its <c>rootfs</c> is unusable; a member of the wrong kind elsewhere is left out with a defect.</summary>
    public static Reading<ImageConfig> Read(ReadOnlyMemory<byte> bytes, string document, Limits limits)
    {
        if (!ManifestDocument.TryOpen(bytes, document, limits, out var root, out var rejected)) return Readings.Reject<ImageConfig>(rejected);
        var defects = new DefectCollector(limits);
        var diffIds = ReadDiffIds(root, limits, defects);
        if (defects.Count > 0) return Readings.Reject<ImageConfig>(defects.ToImmutable());
        var run = root.OptionalMap("config", defects, OciCodes.BadConfig);
        return Readings.Accept(
            new ImageConfig
            {
                Platform = new Platform(Text(root, "os", defects), Text(root, "architecture", defects), Text(root, "variant", defects), Text(root, "os.version", defects)),
                Created = Text(root, "created", defects),
                Author = Text(root, "author", defects),
                User = Text(run, "User", defects),
                Env = Texts(run, "Env", defects),
                Entrypoint = Texts(run, "Entrypoint", defects),
                Cmd = Texts(run, "Cmd", defects),
                WorkingDir = Text(run, "WorkingDir", defects),
                StopSignal = Text(run, "StopSignal", defects),
                Labels = DescriptorReader.ReadAnnotations(run, defects, "Labels"),
                ExposedPorts = Names(run, "ExposedPorts", defects),
                Volumes = Names(run, "Volumes", defects),
                DiffIds = diffIds,
                History = ReadHistory(root, defects),
            },
            defects.ToImmutable());
    }

    private static ImmutableArray<Digest> ReadDiffIds(JsonValue root, Limits limits, DefectCollector defects)
    {
        var list = root.RequiredMap("rootfs", defects, OciCodes.BadConfig)["diff_ids"];
        var found = ImmutableArray.CreateBuilder<Digest>();
        foreach (var item in list.Items)
        {
            if (found.Count == limits.MaxDescriptors)
            {
                defects.Add(OciCodes.TooManyDescriptors, list, $"{list.Count} layers, {limits.MaxDescriptors} allowed");
                break;
            }

            if (Digest.TryParse(item.AsText, out var digest)) found.Add(digest);
            else defects.Add(OciCodes.BadDigest, item, "a diff id that is not a digest");
        }

        return found.ToImmutable();
    }

    private static ImmutableArray<ImageHistory> ReadHistory(JsonValue root, DefectCollector defects) =>
    [
        .. root.OptionalMaps("history", defects, OciCodes.BadConfig).Select(step => new ImageHistory(
            Text(step, "created", defects),
            Text(step, "created_by", defects),
            Text(step, "comment", defects),
            step.OptionalBoolean("empty_layer", defects, OciCodes.BadConfig) ?? false)),
    ];

    private static string Text(JsonValue map, string name, DefectCollector defects) => map.OptionalText(name, defects, OciCodes.BadConfig) ?? "";

    private static ImmutableArray<string> Texts(JsonValue map, string name, DefectCollector defects) => [.. map.OptionalTexts(name, defects, OciCodes.BadConfig)];

    private static ImmutableArray<string> Names(JsonValue map, string name, DefectCollector defects) =>
        [.. map.OptionalMap(name, defects, OciCodes.BadConfig).Members.Select(member => member.Name).Order(StringComparer.Ordinal)];
}
