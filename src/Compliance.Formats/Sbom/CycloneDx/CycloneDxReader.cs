using System.Collections.Immutable;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;

namespace Compliance.Formats.Sbom.CycloneDx;

/// <summary>CycloneDX in JSON (ECMA-424 and its predecessors), 1.4 to 1.7; other versions of 1 are tolerated with a defect.</summary>
internal sealed class CycloneDxReader : ISbomReader
{
    public bool Recognises(JsonValue root) => root["bomFormat"].TextEquals("CycloneDX");

    public Reading<SbomDocument> Read(JsonValue root, Limits limits)
    {
        var context = new SbomReadingContext(limits);
        var version = context.RequiredText(root, "specVersion");
        if (!version.StartsWith("1.", StringComparison.Ordinal))
            return Readings.Reject<SbomDocument>(SbomCodes.UnknownVersion, root["specVersion"].Locator, $"CycloneDX '{version}' is not one that is read (1.4 to 1.7)");
        if (version is not ("1.4" or "1.5" or "1.6" or "1.7")) context.Defects.Add(SbomCodes.UnknownVersion, root["specVersion"], $"CycloneDX {version} is read as if it were 1.7");
        var serial = context.Text(root, "serialNumber");
        if (serial.Length > 0 && !IsSerial(serial)) context.Defects.Add(SbomCodes.BadValue, root["serialNumber"], "'serialNumber' is not a UUID as urn:uuid");
        var metadata = root.OptionalMap("metadata", context.Defects, SbomCodes.WrongKind);
        var created = context.Text(metadata, "timestamp");
        context.Date(metadata, "timestamp", created);
        var components = new CycloneDxComponents(root, context);
        var main = metadata.OptionalMap("component", context.Defects, SbomCodes.WrongKind);
        var mainId = main.IsMap ? components.ReadMain(main) : "";
        components.ReadList(root, "", 0);
        foreach (var service in context.Maps(root, "services")) components.Service(service, 0);
        var relationships = new CycloneDxDependencies(root, context).Read();
        if (context.TooMany is { } beyond) return Readings.Reject<SbomDocument>([beyond]);
        return Readings.Accept(
            new SbomDocument
            {
                Locator = new Locator(root.Document, Pointer: root.Pointer),
                Format = SbomFormat.CycloneDx,
                SpecVersion = version,
                Name = main["name"].AsText ?? "",
                Namespace = serial,
                Created = created,
                Authors = CycloneDxAgents.Authors(metadata, context),
                Tools = CycloneDxAgents.Tools(metadata, context),
                Creators = CycloneDxAgents.Creators(metadata, context),
                Version = root["version"].NumberText ?? "",
                DataLicence = CycloneDxLicences.Read(metadata, context),
                Contexts = [.. metadata["lifecycles"].Items.Select(cycle => cycle["phase"].AsText ?? cycle["name"].AsText ?? "").Where(phase => phase.Length > 0)],
                HasSignature = root["signature"].IsMap,
                Vulnerabilities = root["vulnerabilities"].Count,
                Completeness = Completeness(root),
                Described = main.IsMap ? [mainId] : [],
                Components = components.ToImmutable(),
                Relationships = [.. components.Containments, .. relationships],
                SubjectDigests = [.. context.SubjectDigests],
            },
            context.Defects.ToImmutable());
    }

    /// <summary>Compositions speak of assemblies (what is contained) and dependencies; <c>incomplete_…</c> and <c>not_specified</c> are told in three words.</summary>
    private static ImmutableSortedDictionary<string, string> Completeness(JsonValue root)
    {
        var completeness = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var composition in root["compositions"].Items)
        {
            var aggregate = composition["aggregate"].AsText ?? "";
            var word = aggregate == "complete" ? aggregate : aggregate.StartsWith("incomplete", StringComparison.Ordinal) ? "incomplete" : "unknown";
            foreach (var reference in composition["assemblies"].Items.Concat(composition["dependencies"].Items)) completeness[reference.AsText ?? ""] = word;
        }

        return completeness.ToImmutable();
    }

    // Guid's "D" form is the one of RFC 9562: 8-4-4-4-12 hexadecimal digits.
    private static bool IsSerial(string text) =>
        text.StartsWith("urn:uuid:", StringComparison.Ordinal) && Guid.TryParseExact(text.AsSpan("urn:uuid:".Length), "D", out _);
}
