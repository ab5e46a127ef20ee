using System.Collections.Immutable;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;

namespace Compliance.Pipeline.Statements.Sboms;

/// <summary>
/// What a package's own SPDX document says about the package and what it was made from: the described element and everything that relations lead to from there.
/// Files are left out: what is installed is known better than what the packager listed.
/// </summary>
/// <param name="Root">Identifier of the element that is the package.</param>
/// <param name="Components">Packages of the document in its order, the root among them.</param>
/// <param name="Relations">Between those, in the document's order.</param>
public sealed record PackageSbom(string Root, ImmutableArray<JsonValue> Components, ImmutableArray<(string From, string Type, string To)> Relations)
{
    private const int MaxComponents = 20_000;

    /// <summary>Rejected: no JSON, or no element of this name and version is described.</summary>
    public static Reading<PackageSbom> Read(ReadOnlyMemory<byte> spdx, string document, string name, string version, Limits limits)
    {
        var reading = StrictJson.Read(spdx, document, limits);
        if (!reading.TryGet(out var tree)) return Readings.Reject<PackageSbom>(reading.Defects);
        var packages = tree.Root["packages"].Items.Where(item => item["SPDXID"].AsText is { Length: > 0 }).Take(MaxComponents).ToList();
        var relations = tree.Root["relationships"].Items.Select(Relation).Where(relation => relation.From.Length > 0 && relation.To.Length > 0).ToList();
        var described = tree.Root["documentDescribes"].Items.Select(item => item.AsText ?? "")
            .Concat(relations.Where(relation => relation.Type == "DESCRIBES").Select(relation => relation.To)).ToHashSet(StringComparer.Ordinal);
        var root = packages.Where(package => described.Contains(package["SPDXID"].AsText!)).OrderByDescending(package => package["name"].AsText == name && package["versionInfo"].AsText == version).FirstOrDefault();
        if (!root.HasValue) return Readings.Reject<PackageSbom>(Formats.Sbom.SbomCodes.BadValue, new Locator(document), $"nothing in it is described as {name} {version}");
        var reached = Reach(root["SPDXID"].AsText!, relations);
        ImmutableArray<JsonValue> kept = [.. packages.Where(package => reached.Contains(package["SPDXID"].AsText!))];
        var ids = kept.Select(package => package["SPDXID"].AsText!).ToHashSet(StringComparer.Ordinal);
        return Readings.Accept(new PackageSbom(root["SPDXID"].AsText!, kept, [.. relations.Where(relation => ids.Contains(relation.From) && ids.Contains(relation.To))]));
    }

    /// <summary>Writes a component without what only holds for files, and with a supplier.</summary>
    /// <param name="id">Its identifier in the new document.</param>
    /// <param name="supplier">For one that states none.</param>
    /// <returns>Whether a supplier was filled in.</returns>
    internal static bool Write(CanonicalJsonWriter writer, JsonValue component, string id, string supplier)
    {
        var isMended = false;
        writer.WriteStartObject();
        writer.WriteString("SPDXID", id);
        writer.WriteBoolean("filesAnalyzed", false);
        foreach (var member in component.Members.Where(member => member.Name is not ("SPDXID" or "filesAnalyzed" or "hasFiles" or "packageVerificationCode"))) writer.WriteValue(member.Name, member.Value);
        foreach (var name in (ReadOnlySpan<string>)["originator", "supplier"])
        {
            if (component[name].HasValue) continue;
            writer.WriteString(name, supplier);
            isMended = true;
        }

        writer.WriteEndObject();
        return isMended;
    }

    private static HashSet<string> Reach(string root, List<(string From, string Type, string To)> relations)
    {
        var byFrom = relations.ToLookup(relation => relation.From, relation => relation.To, StringComparer.Ordinal);
        var reached = new HashSet<string>(StringComparer.Ordinal) { root };
        var pending = new Stack<string>([root]);
        while (pending.TryPop(out var next))
        {
            foreach (var to in byFrom[next])
            {
                if (reached.Add(to)) pending.Push(to);
            }
        }

        return reached;
    }

    private static (string From, string Type, string To) Relation(JsonValue item) =>
        (item["spdxElementId"].AsText ?? "", item["relationshipType"].AsText ?? "", item["relatedSpdxElement"].AsText ?? "");
}
