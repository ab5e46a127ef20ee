using System.Collections.Immutable;
using System.Globalization;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;

namespace Compliance.Formats.Vulnerabilities.Feeds;

/// <summary>Splits support times as endoflife.date states them (API 1): one product, or all with their releases.</summary>
internal static class SupportFiles
{
    public static Reading<FeedFile> Read(JsonValue root, Limits limits)
    {
        var defects = new DefectCollector(limits);
        var entries = ImmutableArray.CreateBuilder<FeedEntry>();
        foreach (var product in root["result"].IsList ? root["result"].Items : [root["result"]])
        {
            var name = product.RequiredText("name", defects, VulnerabilityCodes.WrongMember);
            if (name is { Length: > 0 } && product["releases"].IsList) entries.Add(new FeedEntry([name, .. product["aliases"].Items.Select(alias => alias.AsText).OfType<string>()], name, CanonicalJson.Of(product)));
            else defects.Add(VulnerabilityCodes.WrongMember, product, "a product has a name and a list of releases");
        }

        if (entries.Count == 0 && defects.Count == 0) defects.Add(VulnerabilityCodes.Empty, root, "no product is listed");
        var made = root["generated_at"].AsText ?? root["last_modified"].AsText;
        var published = DateTimeOffset.TryParse(made, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : (DateTimeOffset?)null;
        return entries.Count == 0
            ? Readings.Reject<FeedFile>(defects.ToImmutable())
            : Readings.Accept(new FeedFile(FeedKind.Eol, published, [], entries.ToImmutable(), defects.Count == 0), defects.ToImmutable());
    }
}
