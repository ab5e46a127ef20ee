using System.Collections.Immutable;
using System.Text.Json;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json.Walking;

namespace Compliance.Formats.Vulnerabilities.Advisories;

/// <summary>
/// An OSV record that is written as feeds keep it, and that nothing is to be said about, read in one pass: the very record that <see cref="OsvReader"/> makes of it by
/// way of a tree, several times faster. Every other record is left to that way.
/// </summary>
internal static class CanonicalAdvisory
{
    /// <summary>Null where something is otherwise: that alone is no defect.</summary>
    public static Advisory? Read(ReadOnlySpan<byte> record, Limits limits)
    {
        if (!CanonicalPass.Suits(record, limits)) return null;
        var pass = new CanonicalPass(record, limits, stackalloc int[CanonicalPass.Room(limits)]);
        try
        {
            var advisory = Record(ref pass);
            return pass.Ends() && !string.IsNullOrWhiteSpace(advisory.Id) && !advisory.Affected.IsEmpty ? advisory : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static Advisory Record(ref CanonicalPass pass)
    {
        var (id, summary) = ("", "");
        var (published, modified, withdrawn) = (default(DateTimeOffset?), default(DateTimeOffset?), default(DateTimeOffset?));
        ImmutableArray<string> aliases = [], upstream = [];
        ImmutableArray<AdvisorySeverity> severities = [];
        ImmutableArray<AffectedPackage> affected = [];
        pass.EnterObject();
        while (pass.NextName())
        {
            if (pass.NameIs("affected"u8)) affected = Packages(ref pass);
            else if (pass.NameIs("aliases"u8)) aliases = pass.Texts();
            else if (pass.NameIs("id"u8)) id = pass.Text();
            else if (pass.NameIs("modified"u8)) modified = pass.Time();
            else if (pass.NameIs("published"u8)) published = pass.Time();
            else if (pass.NameIs("severity"u8)) severities = Severities(ref pass);
            else if (pass.NameIs("summary"u8)) summary = pass.Text();
            else if (pass.NameIs("upstream"u8)) upstream = pass.Texts();
            else if (pass.NameIs("withdrawn"u8)) withdrawn = pass.Time();
            else pass.Skip();
        }

        return new Advisory { Id = id, Aliases = aliases, Upstream = upstream, Published = published, Modified = modified, Withdrawn = withdrawn, Summary = summary, Severities = severities, Affected = affected };
    }

    private static ImmutableArray<AffectedPackage> Packages(ref CanonicalPass pass)
    {
        var packages = ImmutableArray.CreateBuilder<AffectedPackage>(1);
        pass.EnterArray();
        while (pass.NextObject()) packages.Add(Package(ref pass));
        return packages.DrainToImmutable();
    }

    private static AffectedPackage Package(ref CanonicalPass pass)
    {
        var (ecosystem, name, purl) = ("", "", "");
        ImmutableArray<AffectedRange> ranges = [];
        ImmutableArray<string> versions = [];
        ImmutableArray<AdvisorySeverity> severities = [];
        while (pass.NextName())
        {
            if (pass.NameIs("package"u8)) (ecosystem, name, purl) = Name(ref pass);
            else if (pass.NameIs("ranges"u8)) ranges = Ranges(ref pass);
            else if (pass.NameIs("severity"u8)) severities = Severities(ref pass);
            else if (pass.NameIs("versions"u8)) versions = pass.Texts();
            else pass.Skip();
        }

        return new AffectedPackage { Ecosystem = ecosystem, Name = name, Purl = purl, Ranges = ranges, Versions = versions, Severities = severities };
    }

    private static (string Ecosystem, string Name, string Purl) Name(ref CanonicalPass pass)
    {
        var (ecosystem, name, purl) = ("", "", "");
        pass.EnterObject();
        while (pass.NextName())
        {
            if (pass.NameIs("ecosystem"u8)) ecosystem = pass.Text();
            else if (pass.NameIs("name"u8)) name = pass.Text();
            else if (pass.NameIs("purl"u8)) purl = pass.Text();
            else pass.Skip();
        }

        return (ecosystem, name, purl);
    }

    private static ImmutableArray<AffectedRange> Ranges(ref CanonicalPass pass)
    {
        var ranges = ImmutableArray.CreateBuilder<AffectedRange>(1);
        pass.EnterArray();
        while (pass.NextObject())
        {
            var type = "";
            ImmutableArray<RangeEvent> events = [];
            while (pass.NextName())
            {
                if (pass.NameIs("events"u8)) events = Events(ref pass);
                else if (pass.NameIs("type"u8)) type = pass.Text();
                else pass.Skip();
            }

            if (!AffectedRange.IsRange(type, events)) pass.Refuse();
            ranges.Add(new AffectedRange(type, events));
        }

        return ranges.DrainToImmutable();
    }

    private static ImmutableArray<RangeEvent> Events(ref CanonicalPass pass)
    {
        var events = ImmutableArray.CreateBuilder<RangeEvent>(2);
        pass.EnterArray();
        while (pass.NextObject())
        {
            RangeEvent? found = null;
            while (pass.NextName())
            {
                if (Kind(ref pass) is not { } kind) pass.Skip();
                else if (found is null && pass.Text() is { Length: > 0 } version) found = new RangeEvent(kind, version);
                else pass.Refuse();
            }

            if (found is null) pass.Refuse();
            else events.Add(found);
        }

        return events.DrainToImmutable();
    }

    private static RangeEventKind? Kind(ref CanonicalPass pass)
    {
        if (pass.NameIs("introduced"u8)) return RangeEventKind.Introduced;
        if (pass.NameIs("fixed"u8)) return RangeEventKind.Fixed;
        if (pass.NameIs("last_affected"u8)) return RangeEventKind.LastAffected;
        return pass.NameIs("limit"u8) ? RangeEventKind.Limit : null;
    }

    private static ImmutableArray<AdvisorySeverity> Severities(ref CanonicalPass pass)
    {
        var severities = ImmutableArray.CreateBuilder<AdvisorySeverity>(1);
        pass.EnterArray();
        while (pass.NextObject())
        {
            var (type, score) = ("", "");
            while (pass.NextName())
            {
                if (pass.NameIs("score"u8)) score = pass.Text();
                else if (pass.NameIs("type"u8)) type = pass.Text();
                else pass.Skip();
            }

            severities.Add(new AdvisorySeverity(type, score));
        }

        return severities.DrainToImmutable();
    }
}
