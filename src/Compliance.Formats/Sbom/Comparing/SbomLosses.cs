using System.Collections.Immutable;
using System.Globalization;
using Compliance.Formats.Sbom.Writing;

namespace Compliance.Formats.Sbom.Comparing;

/// <summary>
/// What a document says and its other form does not, found by reading the other form again: nothing depends on what a writer remembers to count. What says the same in another place or in other words of
/// the format (a group in a name, an identifier) is told as such or is none.
/// </summary>
public static class SbomLosses
{
    private static readonly HashSet<string> OfBsi = new(StringComparer.Ordinal) { "bsi:component:filename", SbomWords.UnknownProperty };

    /// <summary>A line for each kind of loss with how often, ordinal order; empty when everything came back.</summary>
    public static ImmutableArray<string> Between(SbomDocument source, SbomDocument written)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(written);
        var losses = new LossList();
        var pairs = new SbomPairs(source, written);
        SbomDocumentLosses.Add(source, written, pairs, losses);
        foreach (var lost in pairs.Lost) losses.Add(lost.IsFile ? "file" : "component");
        foreach (var (before, after) in pairs.Found) Compare(before, after, losses);
        Relationships(source, written, pairs, losses);
        return losses.ToImmutable();
    }

    private static void Compare(SbomComponent before, SbomComponent after, LossList losses)
    {
        foreach (var member in SbomMember.Single)
        {
            var (text, now) = (member.Text(before), member.Text(after));
            // A file has the kind that its list says.
            if (IsCarried(text, now) || (member == SbomMember.Kind && before.IsFile == after.IsFile && before.IsFile)) continue;
            losses.Add(Words(member, text, now, before, after));
        }

        Missing(before.Purls, after.Purls, "package URL of a component");
        Missing(before.Cpes, after.Cpes, "CPE of a component");
        foreach (var hash in before.Hashes.Where(hash => !after.Hashes.Contains(hash))) losses.Add($"hash of the algorithm {hash.Algorithm}");
        Missing(before.Properties.Where(property => !OfBsi.Contains(property.Key) || (property.Key[0] == 'b' && after.FileName != property.Value)), after.Properties, "property of a component");
        foreach (var unknown in before.StatedUnknown.Where(name => !after.StatedUnknown.Contains(name))) losses.Add($"statement that a component's {unknown} is unknown");

        void Missing<T>(IEnumerable<T> all, ImmutableArray<T> kept, string what)
        {
            foreach (var _ in all.Where(one => !kept.Contains(one))) losses.Add(what);
        }
    }

    private static string Words(SbomMember member, string text, string now, SbomComponent before, SbomComponent after) => member.Name switch
    {
        "group" when after.Name == $"{before.Group}/{before.Name}" => "group of a component, written into its name",
        "kind" => $"kind of component '{text}'{(now.Length > 0 ? $", written as '{now}'" : "")}",
        "declared licence" or "concluded licence" or "licence" when now.StartsWith("LicenseRef-", StringComparison.Ordinal) => "licence that is no expression, written as an identifier with its text",
        "concluded licence" when after.DeclaredLicence == text => "statement that a licence was concluded, not declared",
        _ => $"{member.Name} of a component{(now.Length > 0 && !SbomWords.IsUnknown(now) ? ", written otherwise" : "")}",
    };

    /// <summary>That something is not known is said by a word of the format or by silence; which of the two is asked apart.</summary>
    private static bool IsCarried(string before, string after) => before.Length == 0 || before == after || (before == "NOASSERTION" && after.Length == 0);

    private static void Relationships(SbomDocument source, SbomDocument written, SbomPairs pairs, LossList losses)
    {
        var kept = written.Relationships.Select(Forward).ToHashSet();
        foreach (var one in source.Relationships.Select(Forward).Where(one => one.Kind != "DESCRIBES").Distinct())
        {
            // What has no end says how complete a list is, and is asked there.
            if (one.To is "NONE" or "NOASSERTION" && one.Kind is "CONTAINS" or "DEPENDS_ON" && source.Completeness.ContainsKey(one.From)) continue;
            if (pairs.IdOf(one.From) is not { } from || pairs.IdOf(one.To) is not { } to) losses.Add($"relationship {one.Kind} with something that is no component");
            else if (!kept.Contains(new SbomRelationship(from, one.Kind, to))) losses.Add($"relationship {one.Kind}{Instead(from, to)}");
        }

        string Instead(string from, string to) => kept.FirstOrDefault(one => one.From == from && one.To == to) is { } other ? $", written as {other.Kind}" : "";
    }

    private static SbomRelationship Forward(SbomRelationship one) => WriterContent.Inverse.TryGetValue(one.Kind, out var kind) ? new SbomRelationship(one.To, kind, one.From) : one;
}
