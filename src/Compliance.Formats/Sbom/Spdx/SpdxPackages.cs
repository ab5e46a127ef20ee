using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;
using Compliance.Formats.Reading.Json.Walking;

namespace Compliance.Formats.Sbom.Spdx;

/// <summary>The packages, files and snippets of one SPDX document.</summary>
internal sealed class SpdxPackages(JsonValue root, SbomReadingContext context)
{
    private const int SpdxId = 0, Name = 1, Version = 2, Supplier = 3, Originator = 4, DeclaredLicence = 5, ConcludedLicence = 6, DownloadLocation = 7, Copyright = 8, Purpose = 9,
        PackageFile = 10, Description = 11, Comment = 12, Checksums = 13, References = 14, FileName = 15, FileLicences = 16;

    private static readonly string[] Names =
    [
        "SPDXID", "name", "versionInfo", "supplier", "originator", "licenseDeclared", "licenseConcluded", "downloadLocation", "copyrightText", "primaryPackagePurpose",
        "packageFileName", "description", "comment", "checksums", "externalRefs", "fileName", "licenseInfoInFiles",
    ];

    /// <summary>What a package says not to know goes by these names, in the order in which <see cref="Unknowns"/> is given the texts.</summary>
    private static readonly string[] Stated = ["version", "supplier", "producer", "licence", "licence", "downloadlocation"];

    private readonly Dictionary<string, SbomComponent> packages = new(StringComparer.Ordinal);
    private readonly JsonMembers members = new(Names);
    private readonly JsonMembers checksum = new("algorithm", "checksumValue");
    private readonly JsonMembers reference = new("referenceLocator", "referenceType");

    public ImmutableArray<SbomComponent> Read()
    {
        var (listed, files) = (root.OptionalList("packages", context.Defects, SbomCodes.WrongKind), root.OptionalList("files", context.Defects, SbomCodes.WrongKind));
        var components = ImmutableArray.CreateBuilder<SbomComponent>(listed.Count + files.Count);
        context.Identifiers.EnsureCapacity(components.Capacity + 1);
        var (packagePlace, filePlace) = (new ListPlace(root.Document, $"{root.Pointer}/packages", 0), new ListPlace(root.Document, $"{root.Pointer}/files", 0));
        var index = 0;
        foreach (var package in listed.EachItem)
        {
            if (package.IsMap) components.Add(Package(package, packagePlace with { Index = index }));
            else context.Defects.Add(SbomCodes.WrongKind, package, "a package is not an object");
            index++;
        }

        index = 0;
        foreach (var file in files.EachItem)
        {
            if (file.IsMap) components.Add(SpdxFile(file, filePlace with { Index = index }));
            else context.Defects.Add(SbomCodes.WrongKind, file, "a file is not an object");
            index++;
        }

        foreach (var snippet in context.Maps(root, "snippets")) context.Identify(snippet, context.RequiredText(snippet, "SPDXID"));
        return components.DrainToImmutable();
    }

    /// <summary>Looks in the packages that the document describes for digests that name them.</summary>
    public void NoteSubjects(IEnumerable<string> described)
    {
        foreach (var id in described)
        {
            if (!packages.TryGetValue(id, out var package)) continue;
            var place = package.Locator;
            context.SubjectReference(package.Version, "version", place);
            context.SubjectReference(package.Name, "name", place);
            foreach (var purl in package.Purls) context.SubjectPurl(purl, place);
            foreach (var hash in package.Hashes) context.SubjectHash(hash, place);
        }
    }

    private SbomComponent Package(JsonValue package, ListPlace place)
    {
        package.TakeInto(members);
        var id = Required(package, SpdxId);
        context.Identify(package, id);
        if (!members[DownloadLocation].HasValue) context.Missing(package, Names[DownloadLocation]);
        var (purls, cpes) = ExternalReferences();
        var (version, supplier, originator) = (Text(Version), Text(Supplier), Text(Originator));
        var (declared, concluded, location) = (Text(DeclaredLicence), Text(ConcludedLicence), Text(DownloadLocation));
        var component = new SbomComponent
        {
            Place = place,
            Id = id,
            Name = Required(package, Name),
            Version = version,
            Kind = Text(Purpose).ToLowerInvariant().Replace('_', '-'),
            Purls = purls,
            Cpes = cpes,
            Supplier = Agent(supplier, Supplier),
            Producer = Agent(originator, Originator),
            Licence = Licence(concluded, declared),
            DeclaredLicence = declared,
            ConcludedLicence = concluded,
            Copyright = Text(Copyright),
            DownloadLocation = location,
            FileName = Text(PackageFile),
            Description = Text(Description),
            Contact = SbomAgent.Parse("", originator.Length > 0 ? originator : supplier).Contact,
            StatedUnknown = Unknowns(version, supplier, originator, declared, concluded, location),
            Hashes = Hashes(),
        };
        packages.TryAdd(id, component);
        return component;
    }

    private ImmutableArray<string> Unknowns(params ReadOnlySpan<string> texts)
    {
        var found = ImmutableArray<string>.Empty;
        for (var index = 0; index < texts.Length; index++)
        {
            if (SbomWords.IsUnknown(texts[index]) && !found.Contains(Stated[index])) found = found.Add(Stated[index]);
        }

        var comment = Text(Comment);
        var said = comment.StartsWith(SbomWords.UnknownComment, StringComparison.Ordinal) ? comment[SbomWords.UnknownComment.Length..] : null;
        return said is null || found.Contains(said) ? found : found.Add(said);
    }

    private SbomComponent SpdxFile(JsonValue file, ListPlace place)
    {
        file.TakeInto(members);
        var id = Required(file, SpdxId);
        context.Identify(file, id);
        var concluded = Text(ConcludedLicence);
        return new SbomComponent
        {
            Place = place,
            Id = id,
            Name = Required(file, FileName),
            Version = "",
            Kind = "file",
            Licence = Licence(concluded, LicencesInFile()),
            ConcludedLicence = concluded,
            Copyright = Text(Copyright),
            Hashes = Hashes(),
        };
    }

    private (ImmutableArray<string> Purls, ImmutableArray<string> Cpes) ExternalReferences()
    {
        // A builder, not an array that grows by one: a hostile package has a million of them.
        ImmutableArray<string>.Builder? purls = null, cpes = null;
        foreach (var item in List(References).EachItem)
        {
            if (!IsMap(item, References)) continue;
            item.TakeInto(reference);
            var locator = context.RequiredText(item, reference[0], "referenceLocator");
            var type = context.RequiredText(item, reference[1], "referenceType");
            if (type == "purl") (purls ??= ImmutableArray.CreateBuilder<string>(1)).Add(locator);
            else if (type is "cpe22Type" or "cpe23Type") (cpes ??= ImmutableArray.CreateBuilder<string>(1)).Add(locator);
        }

        return (purls?.DrainToImmutable() ?? [], cpes?.DrainToImmutable() ?? []);
    }

    private ImmutableArray<SbomHash> Hashes()
    {
        var list = List(Checksums);
        if (list.Count == 0) return [];
        var (hashes, count) = (new SbomHash[list.Count], 0);
        foreach (var item in list.EachItem)
        {
            if (!IsMap(item, Checksums)) continue;
            item.TakeInto(checksum);
            if (context.Hash(item, context.RequiredText(item, checksum[0], "algorithm"), context.RequiredText(item, checksum[1], "checksumValue")) is { } hash) hashes[count++] = hash;
        }

        return count == hashes.Length ? ImmutableCollectionsMarshal.AsImmutableArray(hashes) : [.. hashes[..count]];
    }

    private static string Licence(string concluded, string declared)
    {
        if (concluded is not ("" or "NOASSERTION")) return concluded;
        return declared == "NOASSERTION" ? "" : declared;
    }

    private string LicencesInFile()
    {
        if (!members[FileLicences].IsList) return Text(FileLicences);
        var all = new List<string>();
        foreach (var item in members[FileLicences].EachItem)
        {
            if (item.Kind == JsonKind.Text && context.TextOf(item, Names[FileLicences]) is { } text && text != "NOASSERTION") all.Add(text);
        }

        return all.Count == 1 ? all[0] : string.Join(" AND ", all);
    }

    /// <summary><c>Person: name (mail)</c>, <c>Organization: name</c> without the leading word, or NOASSERTION.</summary>
    private string Agent(string text, int member)
    {
        if (text is "" or "NOASSERTION") return "";
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon > 0 && text.AsSpan(0, colon) is ("Person" or "Organization")) return text[(colon + 1)..].Trim();
        context.Defects.Add(SbomCodes.BadValue, members[member], $"'{Names[member]}' is not 'Person:', 'Organization:' or NOASSERTION");
        return text;
    }

    private string Text(int member) => context.TextOf(members[member], Names[member]);

    private string Required(JsonValue element, int member) => context.RequiredText(element, members[member], Names[member]);

    private JsonValue List(int member)
    {
        var value = members[member];
        if (value.HasValue && !value.IsList) context.Defects.Add(SbomCodes.WrongKind, value, $"'{Names[member]}' is {JsonExpectations.Describe(value.Kind)}, not an array");
        return value.IsList ? value : default;
    }

    private bool IsMap(JsonValue item, int list)
    {
        if (!item.IsMap) context.Defects.Add(SbomCodes.WrongKind, item, $"an item of '{Names[list]}' is {JsonExpectations.Describe(item.Kind)}, not an object");
        return item.IsMap;
    }
}
