using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Compliance.Cryptography.Hashing;
using Compliance.Evidence.Collection.Files;
using Compliance.Evidence.Collection.Packages;
using Compliance.Evidence.Collection.Packages.Languages;
using Compliance.Evidence.Raw;
using Compliance.Formats;
using Compliance.Formats.Packages.Urls;
using Compliance.Formats.Reading;
using Compliance.Formats.Sbom;
using Compliance.Oci.Models;
using Compliance.Policy.Facts;

namespace Compliance.Evidence.Collection.Sboms.Making;

/// <summary>
/// The bill of materials of an image, from its bytes: layers, operating system, every package of its databases with what needs what, and every regular file
/// with its digest below the package that owns it. The same evidence and statement give the same document.
/// </summary>
public sealed class ImageBom
{
    private const string Image = "image";

    private const string Unstated = "NOASSERTION";

    private readonly ImageEvidence image;
    private readonly CollectionContext context;
    private readonly BomStatement statement;
    private readonly ImmutableArray<SbomComponent>.Builder components = ImmutableArray.CreateBuilder<SbomComponent>();
    private readonly List<SbomRelationship> relationships = [];
    private readonly List<Digest> layers = [];
    private readonly string system;

    private ImageBom(ImageEvidence image, CollectionContext context, BomStatement statement)
    {
        (this.image, this.context, this.statement) = (image, context, statement);
        var release = OperatingSystemRelease.Of(image, context.Limits).Release;
        system = release is { Name.Length: > 0 } ? release.Name : release?.Id ?? "";
    }

    /// <summary>One document for each image manifest, in the order of the evidence.</summary>
    public static ImmutableArray<SbomDocument> Make(RawEvidence raw, CollectionContext context, BomStatement statement)
    {
        ArgumentNullException.ThrowIfNull(raw);
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(statement);
        return [.. raw.Images.Select(one => new ImageBom(ImageEvidence.From(raw, one, context.Limits), context, statement).Make())];
    }

    private SbomDocument Make()
    {
        Main();
        Layers();
        OperatingSystem();
        var databases = PackageDatabases.Of(image, context.Limits);
        var ids = Packages(databases);
        new BomLanguages(Add, relationships).Write(databases.Contained, ids, statement.HasFiles);
        if (statement.HasFiles) Files(ids);
        var isComplete = databases.Gaps.IsEmpty && !image.Gaps.Any(gap => gap.Kind is FactKind.Package or FactKind.Hardening);
        return new SbomDocument
        {
            Locator = new Locator("made"),
            Format = SbomFormat.Spdx,
            SpecVersion = "2.3",
            Name = image.Reference,
            Namespace = $"urn:uuid:{Uuid()}",
            Created = statement.CreatedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            Authors = statement.Author is { } author ? [author.Name] : [],
            Tools = [statement.Tool.Name],
            Creators = [.. new[] { statement.Author, statement.Tool }.OfType<SbomAgent>()],
            DataLicence = "CC0-1.0",
            Version = "1",
            Contexts = ["analyzed"],
            Completeness = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal).Add(Image, isComplete ? "complete" : "unknown"),
            Described = [Image],
            Components = components.ToImmutable(),
            Relationships = [.. relationships],
            SubjectDigests = [new SbomSubjectDigest(image.Subject, "version", new Locator("made"))],
        };
    }

    private void Main()
    {
        var name = image.Reference[(image.Reference.LastIndexOf('/') + 1)..].Split('@')[0].Split(':')[0];
        var purl = PackageUrl.Build("oci", "", name, image.Subject.ToString()).TryGet(out var url) ? url.ToString() : "";
        components.Add(new SbomComponent
        {
            Locator = new Locator("made"),
            Id = Image,
            Name = name.Length > 0 ? name : "image",
            Version = image.Subject.ToString(),
            Kind = "container",
            Purls = purl.Length > 0 ? [purl] : [],
            Producer = statement.Author?.Name ?? "",
            DeclaredLicence = Unstated,
            StatedUnknown = ["licence"],
            Hashes = [new SbomHash("sha256", image.Subject.Hex)],
        });
    }

    private void Layers()
    {
        if (!image.Manifest.Fits(context.Limits) || !ImageManifest.Read(image.Manifest.ReadAll(context.Limits), image.Manifest.Item.Origin, null, context.Limits).TryGet(out var manifest)) return;
        foreach (var layer in manifest.Layers)
        {
            layers.Add(layer.Digest);
            Add(new SbomComponent
            {
                Locator = new Locator("made"),
                Id = LayerId(layers.Count - 1),
                Name = $"layer {layers.Count.ToString(CultureInfo.InvariantCulture)}",
                Version = layer.Digest.ToString(),
                Kind = "archive",
                Purls = Generic("layer", layer.Digest.ToString()),
                Producer = statement.Author?.Name ?? "",
                DeclaredLicence = Unstated,
                StatedUnknown = ["licence"],
                Hashes = layer.Digest.Algorithm == "sha256" ? [new SbomHash("sha256", layer.Digest.Hex)] : [],
            });
        }
    }

    private void OperatingSystem()
    {
        if (OperatingSystemRelease.Of(image, context.Limits).Release is not { } release) return;
        Add(new SbomComponent
        {
            Locator = new Locator("made"),
            Id = "os",
            Name = release.Id.Length > 0 ? release.Id : "unknown",
            Version = release.VersionId,
            Kind = "operating-system",
            Description = release.PrettyName,
            Purls = Generic(release.Id, release.VersionId),
            Cpes = release.CpeName.Length > 0 ? [release.CpeName] : [],
            Producer = system,
            DeclaredLicence = Unstated,
            StatedUnknown = ["licence", "hash"],
        });
    }

    /// <summary>Identifiers by the label under which files are owned.</summary>
    private Dictionary<string, string> Packages(PackageDatabases databases)
    {
        var byLabel = new Dictionary<string, string>(StringComparer.Ordinal);
        var byName = new Dictionary<string, string>(StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var package in databases.Packages.Where(package => !LanguageNames.Has(package.Fact.Database)).OrderBy(package => package.Fact.Name, StringComparer.Ordinal).ThenBy(package => package.Fact.Version, StringComparer.Ordinal).ThenBy(package => package.Fact.Architecture, StringComparer.Ordinal))
        {
            var fact = package.Fact;
            var id = $"package-{fact.Name}-{fact.Version}-{fact.Architecture}";
            if (!seen.Add(id)) continue;
            byLabel.TryAdd(package.Label, id);
            byName.TryAdd(fact.Name, id);
            Add(new SbomComponent
            {
                Locator = package.Locator,
                Id = id,
                Name = fact.Name,
                Version = fact.Version,
                Kind = "library",
                Purls = fact.Purl.Length > 0 ? [fact.Purl] : [],
                Supplier = fact.Supplier,
                Producer = system,
                DeclaredLicence = fact.Licence.Length > 0 ? fact.Licence : Unstated,
                Licence = fact.Licence,
                // What databases keep is no digest of the package as it was shipped.
                StatedUnknown = fact.Licence.Length > 0 ? ["hash"] : ["licence", "hash"],
                Description = fact.Origin != fact.Name ? $"built from {fact.Origin} {fact.OriginVersion}".TrimEnd() : "",
            });
        }

        foreach (var (from, to) in new BomDependencies(image, context.Limits).Pairs())
        {
            if (byName.TryGetValue(from, out var user) && byName.TryGetValue(to, out var used)) relationships.Add(new SbomRelationship(user, "DEPENDS_ON", used));
        }

        return byLabel;
    }

    private void Files(Dictionary<string, string> packages)
    {
        foreach (var (file, found) in image.Root.Files.Zip(ImageFiles.Of(image, context).All))
        {
            if (file.Sha256 is not { } digest) continue;
            var id = $"file-{file.Path}";
            components.Add(new SbomComponent
            {
                Locator = new Locator(file.Path),
                Id = id,
                Name = file.Path,
                Version = "",
                Kind = "file",
                Hashes = file.Sha1 is { } sha1 ? [new SbomHash("sha1", sha1), new SbomHash("sha256", digest.Hex)] : [new SbomHash("sha256", digest.Hex)],
                Properties = [KeyValuePair.Create("compliance:origin", Word(found.Class))],
            });
            if (packages.TryGetValue(found.Source, out var owner)) relationships.Add(new SbomRelationship(owner, "CONTAINS", id));
            if (file.Layer < layers.Count) relationships.Add(new SbomRelationship(LayerId(file.Layer), "CONTAINS", id));
        }
    }

    private static ImmutableArray<string> Generic(string name, string version) =>
        PackageUrl.Build("generic", "", name, version).TryGet(out var url) ? [url.ToString()] : [];

    private static string Word(FileClass value) => value.ToString().ToLowerInvariant();

    private static string LayerId(int index) => $"layer-{(index + 1).ToString(CultureInfo.InvariantCulture)}";

    private void Add(SbomComponent component)
    {
        components.Add(component);
        relationships.Add(new SbomRelationship(Image, "CONTAINS", component.Id));
    }

    /// <summary>A name-based UUID (RFC 9562, version 8) of the image and the time: a new document at another time has another one.</summary>
    private Guid Uuid()
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"sbom {image.Subject} {statement.CreatedAt.UtcDateTime:O} {statement.Author?.Name} {statement.HasFiles}");
        var bytes = Convert.FromHexString(ContentHasher.Sha256(Encoding.UTF8.GetBytes(name)).Hex[..32]);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
