using System.Collections.Immutable;
using System.Globalization;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;

namespace Compliance.Formats.Sbom.Spdx;

/// <summary>The packages, files and snippets of one SPDX document.</summary>
internal sealed class SpdxPackages(JsonValue root, SbomReadingContext context)
{
    private static readonly (string Member, string Name)[] Stated =
    [
        ("versionInfo", "version"), ("supplier", "supplier"), ("originator", "producer"), ("licenseDeclared", "licence"), ("licenseConcluded", "licence"), ("downloadLocation", "downloadlocation"),
    ];

    private readonly Dictionary<string, JsonValue> packages = new(StringComparer.Ordinal);

    public ImmutableArray<SbomComponent> Read()
    {
        var components = ImmutableArray.CreateBuilder<SbomComponent>(root["packages"].Count + root["files"].Count);
        var index = 0;
        foreach (var package in root.OptionalList("packages", context.Defects, SbomCodes.WrongKind).Items)
        {
            if (package.IsMap) components.Add(Package(package, Place("packages", index)));
            else context.Defects.Add(SbomCodes.WrongKind, package, "a package is not an object");
            index++;
        }

        index = 0;
        foreach (var file in root.OptionalList("files", context.Defects, SbomCodes.WrongKind).Items)
        {
            if (file.IsMap) components.Add(SpdxFile(file, Place("files", index)));
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
            context.SubjectReference(package["versionInfo"].AsText ?? "", "version", package);
            context.SubjectReference(package["name"].AsText ?? "", "name", package);
            foreach (var reference in package["externalRefs"].Items)
            {
                if (reference["referenceType"].TextEquals("purl")) context.SubjectPurl(reference["referenceLocator"].AsText ?? "", reference);
            }

            foreach (var checksum in package["checksums"].Items)
                context.Subject($"{checksum["algorithm"].AsText}:{checksum["checksumValue"].AsText}".ToLowerInvariant(), "hash", checksum);
        }
    }

    private SbomComponent Package(JsonValue package, Locator locator)
    {
        var id = context.RequiredText(package, "SPDXID");
        context.Identify(package, id);
        packages.TryAdd(id, package);
        if (!package["downloadLocation"].HasValue) context.Missing(package, "downloadLocation");
        var (purls, cpes) = References(package);
        return new SbomComponent
        {
            Locator = locator,
            Id = id,
            Name = context.RequiredText(package, "name"),
            Version = context.Text(package, "versionInfo"),
            Kind = context.Text(package, "primaryPackagePurpose").ToLowerInvariant().Replace('_', '-'),
            Purls = purls,
            Cpes = cpes,
            Supplier = Agent(package, "supplier"),
            Producer = Agent(package, "originator"),
            Licence = Licence(package, "licenseDeclared"),
            DeclaredLicence = context.Text(package, "licenseDeclared"),
            ConcludedLicence = context.Text(package, "licenseConcluded"),
            Copyright = context.Text(package, "copyrightText"),
            DownloadLocation = context.Text(package, "downloadLocation"),
            FileName = context.Text(package, "packageFileName"),
            Description = context.Text(package, "description"),
            Contact = SbomAgent.Parse("", context.Text(package, "originator") is { Length: > 0 } made ? made : context.Text(package, "supplier")).Contact,
            StatedUnknown = Unknowns(package),
            Hashes = Hashes(package),
        };
    }

    private ImmutableArray<string> Unknowns(JsonValue package)
    {
        var found = ImmutableArray<string>.Empty;
        foreach (var (member, name) in Stated)
        {
            if (package[member] is { Kind: JsonKind.Text } && SbomWords.IsUnknown(context.Text(package, member)) && !found.Contains(name)) found = found.Add(name);
        }

        var comment = context.Text(package, "comment");
        var said = comment.StartsWith(SbomWords.UnknownComment, StringComparison.Ordinal) ? comment[SbomWords.UnknownComment.Length..] : null;
        return said is null || found.Contains(said) ? found : found.Add(said);
    }

    private SbomComponent SpdxFile(JsonValue file, Locator locator)
    {
        var id = context.RequiredText(file, "SPDXID");
        context.Identify(file, id);
        return new SbomComponent
        {
            Locator = locator,
            Id = id,
            Name = context.RequiredText(file, "fileName"),
            Version = "",
            Kind = "file",
            Licence = Licence(file, "licenseInfoInFiles"),
            ConcludedLicence = context.Text(file, "licenseConcluded"),
            Copyright = context.Text(file, "copyrightText"),
            Hashes = Hashes(file),
        };
    }

    private (ImmutableArray<string> Purls, ImmutableArray<string> Cpes) References(JsonValue package)
    {
        var (purls, cpes) = (ImmutableArray<string>.Empty, ImmutableArray<string>.Empty);
        foreach (var reference in context.Maps(package, "externalRefs"))
        {
            var locator = context.RequiredText(reference, "referenceLocator");
            var type = context.RequiredText(reference, "referenceType");
            if (type == "purl") purls = purls.Add(locator);
            else if (type is "cpe22Type" or "cpe23Type") cpes = cpes.Add(locator);
        }

        return (purls, cpes);
    }

    private ImmutableArray<SbomHash> Hashes(JsonValue element)
    {
        var hashes = ImmutableArray.CreateBuilder<SbomHash>(element["checksums"].Count);
        foreach (var checksum in context.Maps(element, "checksums"))
        {
            if (context.Hash(checksum, context.RequiredText(checksum, "algorithm"), context.RequiredText(checksum, "checksumValue")) is { } hash) hashes.Add(hash);
        }

        return hashes.DrainToImmutable();
    }

    private string Licence(JsonValue element, string declared)
    {
        if (context.Text(element, "licenseConcluded") is { Length: > 0 } concluded && concluded != "NOASSERTION") return concluded;
        var member = element[declared];
        var text = member.IsList ? string.Join(" AND ", member.Items.Select(item => item.AsText).Where(item => item is not (null or "NOASSERTION"))) : context.Text(element, declared);
        return text == "NOASSERTION" ? "" : text;
    }

    /// <summary><c>Person: name (mail)</c>, <c>Organization: name</c> without the leading word, or NOASSERTION.</summary>
    private string Agent(JsonValue package, string name)
    {
        var text = context.Text(package, name);
        if (text is "" or "NOASSERTION") return "";
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon > 0 && text.AsSpan(0, colon) is ("Person" or "Organization")) return text[(colon + 1)..].Trim();
        context.Defects.Add(SbomCodes.BadValue, package[name], $"'{name}' is not 'Person:', 'Organization:' or NOASSERTION");
        return text;
    }

    private Locator Place(string list, int index) =>
        new(root.Document, Pointer: string.Create(CultureInfo.InvariantCulture, $"{root.Pointer}/{list}/{index}"));
}
