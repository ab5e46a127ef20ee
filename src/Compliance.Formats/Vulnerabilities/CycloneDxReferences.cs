using System.Collections.Immutable;
using Compliance.Formats.Reading.Json;

namespace Compliance.Formats.Vulnerabilities;

/// <summary>What the references of a CycloneDX document lead to: components by <c>bom-ref</c>, BOM-links by the reference inside them.</summary>
internal sealed class CycloneDxReferences
{
    private readonly Dictionary<string, JsonValue> components = new(StringComparer.Ordinal);

    public CycloneDxReferences(JsonValue root)
    {
        Subject = root["metadata"]["component"];
        var open = new Stack<JsonValue>([Subject, .. root["components"].Items]);
        while (open.TryPop(out var component))
        {
            if (component["bom-ref"].AsText is { } reference) components.TryAdd(reference, component);
            foreach (var part in component["components"].Items) open.Push(part);
        }
    }

    /// <summary>What the document is about; missing when it does not say.</summary>
    public JsonValue Subject { get; }

    /// <summary>The component; missing when the reference leads nowhere.</summary>
    public JsonValue Component(string reference) => components.GetValueOrDefault(Inner(reference));

    /// <summary>Package URL, CPE and digests of what a reference leads to; the reference itself when it leads nowhere. Null for an empty one.</summary>
    public ImmutableArray<string>? Of(string reference)
    {
        if (reference.Length == 0) return null;
        var component = Component(reference);
        var names = new[] { component["purl"].AsText, component["cpe"].AsText }.Concat(component["hashes"].Items.Where(hash => hash["alg"].TextEquals("SHA-256")).Select(hash => $"sha256:{hash["content"].AsText}")).OfType<string>().ToList();
        // A component without identifiers is known by its name; a reference that leads nowhere is often a package URL itself.
        if (names.Count == 0) names.Add(component["name"].AsText ?? Inner(reference));
        return [.. names.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    private static string Inner(string reference) => reference.StartsWith("urn:cdx:", StringComparison.Ordinal) && reference.Contains('#', StringComparison.Ordinal)
        ? Uri.UnescapeDataString(reference[(reference.IndexOf('#', StringComparison.Ordinal) + 1)..])
        : reference;
}
