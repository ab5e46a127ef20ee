using System.Globalization;
using Compliance.Formats.Sbom.Writing;

namespace Compliance.Formats.Sbom.Comparing;

/// <summary>What a document says of itself and its other form does not.</summary>
internal static class SbomDocumentLosses
{
    public static void Add(SbomDocument source, SbomDocument written, SbomPairs pairs, LossList losses)
    {
        losses.AddIf(source.Name.Length > 0 && source.Name != written.Name, "name of the document");
        // SPDX 3 names the document below its namespace, and '#' can't be in one.
        losses.AddIf(source.Namespace.Length > 0 && !written.Namespace.StartsWith(source.Namespace, StringComparison.Ordinal), "identifier of the document");
        losses.AddIf(source.Created.Length > 0 && !IsSameTime(source.Created, written.Created), "time of the document, written to the second");
        losses.AddIf(source.DataLicence.Length > 0 && source.DataLicence != written.DataLicence, $"licence of the document '{source.DataLicence}'");
        losses.AddIf(source.Version is not ("" or "1") && source.Version != written.Version, "version of the document");
        losses.AddIf(source.Comment.Length > 0 && !written.Comment.StartsWith(source.Comment, StringComparison.Ordinal), "comment of the creator");
        losses.AddIf(source.HasSignature && !written.HasSignature, "signature inside the document");
        for (var number = written.Vulnerabilities; number < source.Vulnerabilities; number++) losses.Add("vulnerability");
        foreach (var word in source.Contexts.Where(word => !written.Contexts.Contains(word))) losses.Add($"generation context '{word}'{(written.Contexts.IsEmpty ? "" : $", written as '{string.Join(' ', written.Contexts)}'")}");
        foreach (var creator in source.Creators) AddMaker(creator, written, losses);
        foreach (var (id, word) in source.Completeness)
        {
            if (pairs.IdOf(id) is not { } now || written.Completeness.GetValueOrDefault(now) != word) losses.Add("statement on how complete a list is");
        }

        foreach (var id in source.Described.Where(id => pairs.IdOf(id) is not { } now || !written.Described.Contains(now))) losses.Add("component that the document is about");
    }

    private static void AddMaker(SbomAgent maker, SbomDocument written, LossList losses)
    {
        // SPDX joins name and version of a tool by a hyphen.
        var same = written.Creators.FirstOrDefault(one => one.Kind == maker.Kind && (one.Name == maker.Name || one.Name == $"{maker.Name}-{maker.Version}"));
        if (same is null)
        {
            losses.Add($"{maker.Kind} that made the document");
            return;
        }

        losses.AddIf(maker.Contact.Length > 0 && same.Contact != maker.Contact, $"contact of a {maker.Kind} that made the document");
        losses.AddIf(maker.Version.Length > 0 && same.Version != maker.Version && !same.Name.EndsWith($"-{maker.Version}", StringComparison.Ordinal), "version of a tool that made the document");
    }

    private static bool IsSameTime(string before, string after) =>
        before == after || (DateTimeOffset.TryParse(before, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var one) && DateTimeOffset.TryParse(after, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var other) && one == other);
}
