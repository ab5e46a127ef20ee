using System.Collections.Immutable;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;

namespace Compliance.Formats.Vulnerabilities.Advisories;

/// <summary>
/// Reads one OSV record (OSV schema 1.7). Refused: no JSON object, no id, an <c>affected</c> that is no list. Ranges that can't be understood are
/// defects and left out; their package is then incomplete, and no version of it is called unaffected.
/// </summary>
public static class OsvReader
{
    public static Reading<Advisory> Read(ReadOnlyMemory<byte> bytes, string document, Limits limits)
    {
        if (CanonicalAdvisory.Read(bytes.Span, limits) is { } quick) return Readings.Accept(quick);
        var json = StrictJson.Read(bytes, document, limits);
        if (!json.TryGet(out var tree)) return Readings.Reject<Advisory>(json.Defects);
        var reading = Read(tree.Root, limits);
        tree.Release();
        return reading;
    }

    /// <summary>A record inside another document, such as a list of records.</summary>
    public static Reading<Advisory> Read(JsonValue root, Limits limits)
    {
        var defects = new DefectCollector(limits);
        var id = root.RequiredText("id", defects, VulnerabilityCodes.NotAdvisory);
        if (!root.IsMap || string.IsNullOrWhiteSpace(id) || (root["affected"].HasValue && !root["affected"].IsList))
        {
            if (defects.Count == 0)
                defects.Add(VulnerabilityCodes.NotAdvisory, root, "an OSV record is an object with an 'id' and a list 'affected'");
            return Readings.Reject<Advisory>(defects.ToImmutable());
        }

        var advisory = new Advisory
        {
            Id = id,
            Aliases = [.. root.OptionalTexts("aliases", defects, VulnerabilityCodes.WrongMember)],
            Upstream = [.. root.OptionalTexts("upstream", defects, VulnerabilityCodes.WrongMember)],
            Published = root.OptionalTime("published", defects),
            Modified = root.OptionalTime("modified", defects),
            Withdrawn = root.OptionalTime("withdrawn", defects),
            Summary = root.OptionalText("summary", defects, VulnerabilityCodes.WrongMember) ?? "",
            Severities = Severities(root, defects),
            Affected = [.. root.OptionalMaps("affected", defects, VulnerabilityCodes.WrongMember).Select(item => Package(item, defects))],
        };
        if (advisory.Affected.IsEmpty)
            defects.Add(VulnerabilityCodes.NoAffected, root, "the record names no affected package, so nothing can match it");
        return Readings.Accept(advisory, defects.ToImmutable());
    }

    private static AffectedPackage Package(JsonValue item, DefectCollector defects)
    {
        var before = defects.Count;
        var package = item.OptionalMap("package", defects, VulnerabilityCodes.WrongMember);
        return new AffectedPackage
        {
            Ecosystem = package.OptionalText("ecosystem", defects, VulnerabilityCodes.WrongMember) ?? "",
            Name = package.OptionalText("name", defects, VulnerabilityCodes.WrongMember) ?? "",
            Purl = package.OptionalText("purl", defects, VulnerabilityCodes.WrongMember) ?? "",
            Ranges = [.. item.OptionalMaps("ranges", defects, VulnerabilityCodes.WrongMember).Select(range => Range(range, defects)).OfType<AffectedRange>()],
            Versions = [.. item.OptionalTexts("versions", defects, VulnerabilityCodes.WrongMember)],
            Severities = Severities(item, defects),
            IsIncomplete = defects.Count > before,
        };
    }

    private static AffectedRange? Range(JsonValue range, DefectCollector defects)
    {
        var type = range.RequiredText("type", defects, VulnerabilityCodes.BadRange);
        var events = ImmutableArray.CreateBuilder<RangeEvent>();
        foreach (var item in range.OptionalMaps("events", defects, VulnerabilityCodes.BadRange))
        {
            if (Event(item) is { } read)
                events.Add(read);
            else
                defects.Add(VulnerabilityCodes.BadRange, item, "an event is exactly one of introduced, fixed, last_affected and limit, with a version");
        }

        if (AffectedRange.IsRange(type, events.ToImmutable()))
            return new AffectedRange(type!, events.ToImmutable());
        defects.Add(VulnerabilityCodes.BadRange, range, "a range has a type (SEMVER, ECOSYSTEM or GIT) and an event 'introduced'");
        return null;
    }

    private static RangeEvent? Event(JsonValue item)
    {
        RangeEvent? found = null;
        foreach (var member in item.Members)
        {
            RangeEventKind? kind = member.Name switch
            {
                "introduced" => RangeEventKind.Introduced,
                "fixed" => RangeEventKind.Fixed,
                "last_affected" => RangeEventKind.LastAffected,
                "limit" => RangeEventKind.Limit,
                _ => null,
            };
            if (kind is null)
                continue;
            if (found is not null || member.Value.AsText is not { Length: > 0 } version)
                return null;
            found = new RangeEvent(kind.Value, version);
        }

        return found;
    }

    private static ImmutableArray<AdvisorySeverity> Severities(JsonValue map, DefectCollector defects) =>
    [
        .. map.OptionalMaps("severity", defects, VulnerabilityCodes.WrongMember)
            .Select(item => new AdvisorySeverity(item.OptionalText("type", defects, VulnerabilityCodes.WrongMember) ?? "", item.OptionalText("score", defects, VulnerabilityCodes.WrongMember) ?? "")),
    ];
}
