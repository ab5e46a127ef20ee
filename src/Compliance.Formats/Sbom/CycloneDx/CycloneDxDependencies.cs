using System.Collections.Immutable;
using Compliance.Formats.Reading.Json;

namespace Compliance.Formats.Sbom.CycloneDx;

/// <summary>The dependency graph of one document.</summary>
internal sealed class CycloneDxDependencies(JsonValue root, SbomReadingContext context)
{
    public ImmutableArray<SbomRelationship> Read()
    {
        var relationships = ImmutableArray.CreateBuilder<SbomRelationship>();
        foreach (var dependency in context.Maps(root, "dependencies"))
        {
            var from = context.RequiredText(dependency, "ref");
            Resolve(from, dependency);
            Add(relationships, dependency, from, "dependsOn", "DEPENDS_ON");
            Add(relationships, dependency, from, "provides", "PROVIDES");
        }

        return relationships.ToImmutable();
    }

    private void Add(ImmutableArray<SbomRelationship>.Builder relationships, JsonValue dependency, string from, string list, string kind)
    {
        foreach (var to in dependency.OptionalTexts(list, context.Defects, SbomCodes.WrongKind))
        {
            if (!context.Take(dependency)) return;
            Resolve(to, dependency);
            relationships.Add(new SbomRelationship(from, kind, to));
        }
    }

    private void Resolve(string id, JsonValue place)
    {
        if (!context.Identifiers.Contains(id)) context.Defects.Add(SbomCodes.DanglingReference, place, $"no element has the bom-ref '{id}'");
    }
}
