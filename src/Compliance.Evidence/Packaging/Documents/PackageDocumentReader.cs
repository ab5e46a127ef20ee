using System.Collections.Immutable;
using Compliance.Evidence.Packaging.Writing;
using Compliance.Formats;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;

namespace Compliance.Evidence.Packaging.Documents;

/// <summary>Reads <c>package.json</c>. Whether it is canonical and true is for the verifier to say.</summary>
internal sealed class PackageDocumentReader
{
    private readonly DefectCollector defects;

    private PackageDocumentReader(DefectCollector defects) => this.defects = defects;

    public static Reading<PackageDescription> Read(ReadOnlyMemory<byte> bytes, Limits limits)
    {
        var json = StrictJson.Read(bytes, PackagePaths.Package, limits);
        if (!json.TryGet(out var tree)) return Readings.Reject<PackageDescription>(json.Defects);
        var found = new DefectCollector(limits);
        var description = new PackageDocumentReader(found).Read(tree.Root);
        return found.Count == 0 ? Readings.Accept(description) : Readings.Reject<PackageDescription>(found.ToImmutable());
    }

    private PackageDescription Read(JsonValue root)
    {
        if (!root["schema"].TextEquals(PackageDocument.Schema)) defects.Add(JsonCodes.WrongKind, root, $"the schema is not {PackageDocument.Schema}");
        var (run, policy, statement) = (root.RequiredMap("run", defects), root.RequiredMap("policy", defects), root.RequiredMap("statement", defects));
        var packed = ImmutableSortedDictionary.CreateBuilder<string, Digest>(StringComparer.Ordinal);
        var files = ImmutableArray.CreateBuilder<EvidenceFile>();
        foreach (var file in root.OptionalMaps("files", defects))
        {
            files.Add(ReadFile(file));
            if (file["packedSha256"].HasValue) packed[files[^1].Path] = Hex(file, "packedSha256");
        }

        return new PackageDescription
        {
            PackageId = Text(root, "packageId"),
            Run = new AuditRun(Time(run, "startedAt"), Time(run, "finishedAt"), Time(run, "evaluatedAt")),
            EvidenceRoot = Hex(root.RequiredMap("evidenceRoot", defects), "value"),
            ProfileId = Text(policy, "profile"),
            ProfileTitle = Text(policy, "title"),
            PolicySet = Digest(policy, "policySet"),
            Verdict = Text(root, "verdict"),
            Counts = ReadCounts(root.RequiredMap("counts", defects)),
            System = ReadSystem(statement.RequiredMap("system", defects)),
            Subjects = [.. statement.OptionalMaps("subjects", defects).Select(ReadSubject)],
            TrustInputs = [.. statement.OptionalMaps("trustInputs", defects).Select(input => new TrustInput(Text(input, "name"), Text(input, "fingerprint"), Text(input, "may")))],
            Evaluator = ReadEvaluator(root.RequiredMap("evaluator", defects)),
            Signer = ReadSigner(root.RequiredMap("signer", defects)),
            Limits = [.. root.OptionalTexts("limits", defects)],
            Files = files.ToImmutable(),
            Packed = packed.ToImmutable(),
        };
    }

    private VerdictCounts ReadCounts(JsonValue counts) => new(Count(counts, "met"), Count(counts, "notMet"), Count(counts, "unknown"), Count(counts, "notApplicable"));

    private int Count(JsonValue map, string name) => (int)Math.Clamp(map.RequiredInt64(name, defects) ?? 0, 0, int.MaxValue);

    private EvidenceFile ReadFile(JsonValue file) =>
        new(Text(file, "path"), file.RequiredInt64("size", defects) ?? 0, Hex(file, "sha256"), new MediaType(Text(file, "mediaType")), Text(file, "role"), Text(file, "origin"));

    private SystemHeader ReadSystem(JsonValue system) =>
        new(Truth(system, "isDefault"), Text(system, "id"), Text(system, "name"), Text(system, "certificationType"), Text(system, "class"), Text(system, "baseline"));

    private AuditSubject ReadSubject(JsonValue subject) => new(
        Text(subject, "reference"),
        Truth(subject, "pinned"),
        subject["index"].HasValue ? Digest(subject, "index") : null,
        Digest(subject, "manifest"),
        Text(subject, "platform"),
        Count(subject, "packages"),
        Count(subject, "layers"),
        subject.RequiredInt64("compressedBytes", defects) ?? 0,
        subject.RequiredInt64("entries", defects) ?? 0);

    private EvaluatorDescription ReadEvaluator(JsonValue value) =>
        new(Text(value, "version"), Text(value, "operatingSystem"), Text(value, "runtime"), Text(value, "cryptoModule"), Text(value, "fipsProvider"));

    private SignerDescription ReadSigner(JsonValue value) =>
        new(Text(value, "subject"), Text(value, "algorithm"), Text(value, "certificate"), Text(value, "anchor"), Truth(value, "selfIssued"), value["timestamped"].HasValue && Truth(value, "timestamped"));

    private string Text(JsonValue map, string name) => map.RequiredText(name, defects) ?? "";

    private bool Truth(JsonValue map, string name) => map.Required(name, JsonKind.Boolean, defects).AsBoolean ?? false;

    private DateTimeOffset Time(JsonValue map, string name)
    {
        if (Times.Parse(map.RequiredText(name, defects)) is { } time) return time;
        defects.Add(JsonCodes.WrongKind, map, $"'{name}' is no time in UTC with whole seconds");
        return default;
    }

    private Digest Digest(JsonValue map, string name) => Digest(map, map.RequiredText(name, defects) ?? "", name);

    private Digest Hex(JsonValue map, string name) => Digest(map, $"sha256:{map.RequiredText(name, defects)}", name);

    private Digest Digest(JsonValue map, string text, string name)
    {
        if (Formats.Digest.TryParse(text, out var digest)) return digest;
        defects.Add(JsonCodes.WrongKind, map, $"'{name}' is no digest");
        return Formats.Digest.Sha256(new byte[32]);
    }
}
