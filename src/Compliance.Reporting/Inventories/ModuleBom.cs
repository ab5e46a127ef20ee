using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Compliance.Policy.Facts;

namespace Compliance.Reporting.Inventories;

/// <summary>
/// The cryptographic modules of one image as CycloneDX 1.6 or 1.7. The format has no kind of asset for a module and no field for a certificate: a module is
/// a library, its axes are properties <c>fips:*</c>, a certificate is an external reference of type <c>certification-report</c>. Algorithms that were tested for
/// the certificate are assets that the module provides; where none are known, the property <c>fips:algorithms</c> says so. What the image's own programs answered are properties
/// <c>fips:probe:*</c>. No serial number: the same facts give the same bytes.
/// </summary>
public static class ModuleBom
{
    public static ImmutableArray<string> Versions { get; } = ["1.6", "1.7"];

    /// <param name="specVersion">One of <see cref="Versions"/>.</param>
    /// <param name="evaluatedAt">The date that certificates were judged on.</param>
    /// <exception cref="ArgumentException">A version that is not written.</exception>
    public static byte[] Write(FactSet facts, string specVersion, DateTimeOffset evaluatedAt)
    {
        if (!Versions.Contains(specVersion, StringComparer.Ordinal)) throw new ArgumentException($"CycloneDX {specVersion} is not written", nameof(specVersion));
        var rows = ModuleRow.Of(facts);
        return InventoryJson.Write(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("$schema", $"http://cyclonedx.org/schema/bom-{specVersion}.schema.json");
            writer.WriteString("bomFormat", "CycloneDX");
            writer.WriteString("specVersion", specVersion);
            writer.WriteNumber("version", 1);
            Metadata(writer, facts, evaluatedAt);
            writer.WriteStartArray("components");
            ImmutableArray<ProbeFact> probes = [.. facts.OfKind(FactKind.Probe).Select(fact => fact.Value).OfType<ProbeFact>()];
            foreach (var row in rows) Component(writer, row, [.. probes.Where(probe => probe.Modules.Contains(row.Module.Path, StringComparer.Ordinal))], evaluatedAt);
            foreach (var row in rows) AlgorithmAssets.Write(writer, row, specVersion);
            writer.WriteEndArray();
            Dependencies(writer, rows);
            writer.WriteEndObject();
        });
    }

    private static void Metadata(Utf8JsonWriter writer, FactSet facts, DateTimeOffset evaluatedAt)
    {
        writer.WriteStartObject("metadata");
        writer.WriteString("timestamp", evaluatedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        writer.WriteStartObject("component");
        writer.WriteString("type", "container");
        writer.WriteString("bom-ref", "image");
        writer.WriteString("name", facts.Subject.ToString());
        writer.WriteEndObject();
        writer.WriteStartArray("properties");
        Property(writer, "fips:collection", facts.CoverageOf(FactKind.CryptoModule) switch { Coverage.Complete => "complete", Coverage.Partial => "partial", _ => "not collected" });
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Component(Utf8JsonWriter writer, ModuleRow row, ImmutableArray<ProbeFact> probes, DateTimeOffset evaluatedAt)
    {
        var module = row.Module;
        writer.WriteStartObject();
        writer.WriteString("type", "library");
        writer.WriteString("bom-ref", row.Fact.Id);
        writer.WriteString("name", module.Name.Length == 0 ? module.Path : module.Name);
        if (row.Version.Length > 0) writer.WriteString("version", row.Version);
        if (module.Sha256.Length == 64)
        {
            writer.WriteStartArray("hashes");
            writer.WriteStartObject();
            writer.WriteString("alg", "SHA-256");
            writer.WriteString("content", module.Sha256);
            writer.WriteEndObject();
            writer.WriteEndArray();
        }

        Certificates(writer, module);
        writer.WriteStartArray("properties");
        Property(writer, "fips:module:family", module.Family);
        foreach (var (axis, value) in row.Axes.Where(pair => pair.Value.Length > 0)) Property(writer, $"fips:{axis}", value);
        Property(writer, "fips:algorithms", AlgorithmAssets.Summary(module));
        foreach (var probe in probes) Property(writer, $"fips:probe:{probe.Name}", $"{(probe.Seen.Length == 0 ? "no answer" : probe.Seen)} ({probe.Program}; {(probe.Agreement.IsKnown ? probe.Agreement.Value : "unknown")})");
        Property(writer, "fips:module:status-as-of", evaluatedAt.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        Property(writer, "fips:basis", row.Basis);
        if (module.Stub) Property(writer, "fips:stand-in", "made for tests and samples");
        writer.WriteEndArray();
        writer.WriteStartObject("evidence");
        writer.WriteStartArray("occurrences");
        writer.WriteStartObject();
        writer.WriteString("location", module.Path);
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void Certificates(Utf8JsonWriter writer, CryptoModuleFact module)
    {
        if (module.Certificates.IsEmpty) return;
        writer.WriteStartArray("externalReferences");
        foreach (var number in module.Certificates)
        {
            writer.WriteStartObject();
            writer.WriteString("type", "certification-report");
            writer.WriteString("url", $"https://csrc.nist.gov/projects/cryptographic-module-validation-program/certificate/{number.ToString(CultureInfo.InvariantCulture)}");
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    /// <summary>What the image reaches, or may reach.</summary>
    private static void Dependencies(Utf8JsonWriter writer, ImmutableArray<ModuleRow> rows)
    {
        writer.WriteStartArray("dependencies");
        writer.WriteStartObject();
        writer.WriteString("ref", "image");
        writer.WriteStartArray("dependsOn");
        foreach (var row in rows.Where(row => !row.Module.Reachable.IsKnown || row.Module.Reachable.Value)) writer.WriteStringValue(row.Fact.Id);
        writer.WriteEndArray();
        writer.WriteEndObject();
        foreach (var row in rows) Provides(writer, row);
        writer.WriteEndArray();
    }

    private static void Provides(Utf8JsonWriter writer, ModuleRow row)
    {
        var assets = AlgorithmAssets.Of(row);
        if (assets.IsEmpty) return;
        writer.WriteStartObject();
        writer.WriteString("ref", row.Fact.Id);
        writer.WriteStartArray("provides");
        foreach (var (reference, _) in assets) writer.WriteStringValue(reference);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Property(Utf8JsonWriter writer, string name, string value)
    {
        writer.WriteStartObject();
        writer.WriteString("name", name);
        writer.WriteString("value", value);
        writer.WriteEndObject();
    }
}
