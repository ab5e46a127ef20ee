using System.Collections.Immutable;
using Compliance.Formats.Reading;

namespace Compliance.Formats.Sbom.Comparing;

/// <summary>One thing that a component states, and the member of each format that states it: the provenance of a value is the place of its component and this name.</summary>
/// <param name="Name">In words.</param>
/// <param name="Text">The value; empty where nothing is stated.</param>
/// <param name="Spdx2">Member of an SPDX 2 package; empty where the format has none.</param>
/// <param name="Spdx3">Member of an SPDX 3 package; empty where the format has none, or says it by a relationship.</param>
/// <param name="CycloneDx">Member of a CycloneDX component.</param>
public sealed record SbomMember(string Name, Func<SbomComponent, string> Text, string Spdx2, string Spdx3, string CycloneDx)
{
    public static SbomMember Version { get; } = new("version", one => one.Version, "versionInfo", "software_packageVersion", "version");

    public static SbomMember Kind { get; } = new("kind", one => one.Kind, "primaryPackagePurpose", "software_primaryPurpose", "type");

    public static SbomMember Hash { get; } = new("hash", one => string.Join(' ', one.Hashes), "checksums", "verifiedUsing", "hashes");

    public static SbomMember Property { get; } = new("property", one => string.Join(' ', one.Properties), "", "", "properties");

    /// <summary>Those that have one value.</summary>
    public static ImmutableArray<SbomMember> Single { get; } =
    [
        Version,
        Kind,
        new("group", one => one.Group, "", "", "group"),
        new("supplier", one => one.Supplier, "supplier", "suppliedBy", "supplier"),
        new("producer", one => one.Producer, "originator", "originatedBy", "manufacturer"),
        new("contact", one => one.Contact, "originator", "originatedBy", "manufacturer"),
        new("declared licence", one => one.DeclaredLicence, "licenseDeclared", "", "licenses"),
        new("concluded licence", one => one.ConcludedLicence, "licenseConcluded", "", "licenses"),
        // Of a file, licences that were found in it.
        new("licence", one => one.DeclaredLicence is "" or "NOASSERTION" && one.ConcludedLicence is "" or "NOASSERTION" ? one.Licence : "", "licenseInfoInFiles", "", "licenses"),
        new("copyright", one => one.Copyright, "copyrightText", "software_copyrightText", "copyright"),
        new("place where it can be had", one => one.DownloadLocation, "downloadLocation", "software_downloadLocation", "externalReferences"),
        new("file name", one => one.FileName, "packageFileName", "", "properties"),
        new("description", one => one.Description, "description", "description", "description"),
    ];

    /// <summary>Where a document states it of a component: pointer, or offset, of the component, with the member below it.</summary>
    public Locator PlaceIn(SbomDocument document, SbomComponent component)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(component);
        var place = component.Locator;
        var member = document.Format == SbomFormat.CycloneDx ? CycloneDx : document.SpecVersion.StartsWith('3') ? Spdx3 : Spdx2;
        return member.Length == 0 || place.Pointer is null ? place : place with { Pointer = $"{place.Pointer}/{member}" };
    }
}
