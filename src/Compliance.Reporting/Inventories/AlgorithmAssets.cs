using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Compliance.Formats.CryptoModules.Cmvp.Algorithms;
using Compliance.Policy.Facts;

namespace Compliance.Reporting.Inventories;

/// <summary>
/// The algorithms of a module as assets of a CycloneDX bill: those that were tested for its certificate, each with its CAVP validation. A level is claimed only while the certificate is active on the judged
/// date and the file's integrity value fits; where nothing is known the module says so, and has no assets.
/// </summary>
internal static class AlgorithmAssets
{
    private static readonly string[] Standards = ["FIPS 140-2", "FIPS 140-3"];

    /// <summary>Reference and text of each asset of a module, by name.</summary>
    public static ImmutableArray<(string Reference, string Algorithm)> Of(ModuleRow row) => row.Module.Algorithms.IsKnown
        ? [.. row.Module.Algorithms.Value.Select(algorithm => ($"algorithm/{row.Fact.Id}/{algorithm}", algorithm))]
        : [];

    /// <summary>What the module's property says of them.</summary>
    public static string Summary(CryptoModuleFact module) => module.Algorithms.IsKnown
        ? string.Create(CultureInfo.InvariantCulture, $"{module.Algorithms.Value.Length} that were tested for the certificate; there may be more")
        : $"unknown: {module.Algorithms.Reason}";

    public static void Write(Utf8JsonWriter writer, ModuleRow row, string specVersion)
    {
        foreach (var (reference, algorithm) in Of(row))
        {
            var end = algorithm.LastIndexOf(' ');
            var (name, validation) = (algorithm[..end], algorithm[(end + 1)..]);
            writer.WriteStartObject();
            writer.WriteString("type", "cryptographic-asset");
            writer.WriteString("bom-ref", reference);
            writer.WriteString("name", name);
            writer.WriteStartObject("cryptoProperties");
            writer.WriteString("assetType", "algorithm");
            Properties(writer, row.Module, name, specVersion);
            writer.WriteEndObject();
            writer.WriteStartArray("properties");
            writer.WriteStartObject();
            writer.WriteString("name", "fips:cavp");
            writer.WriteString("value", validation);
            writer.WriteEndObject();
            writer.WriteEndArray();
            writer.WriteEndObject();
        }
    }

    private static void Properties(Utf8JsonWriter writer, CryptoModuleFact module, string name, string specVersion)
    {
        var traits = AlgorithmTable.Find(name);
        writer.WriteStartObject("algorithmProperties");
        // 1.6 has no word for wrapping keys.
        writer.WriteString("primitive", traits is null ? "unknown" : traits.Primitive == "key-wrap" && specVersion == "1.6" ? "other" : traits.Primitive);
        if (traits?.Mode is { } mode) writer.WriteString("mode", mode);
        writer.WriteString("executionEnvironment", "software-plain-ram");
        writer.WriteString("implementationPlatform", "unknown");
        writer.WriteStartArray("certificationLevel");
        writer.WriteStringValue(Level(module));
        writer.WriteEndArray();
        if (traits is not null)
        {
            writer.WriteStartArray("cryptoFunctions");
            foreach (var function in traits.Functions) writer.WriteStringValue(function);
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private static string Level(CryptoModuleFact module) =>
        module is { CertificateMatch: { IsKnown: true, Value: "exact" }, CertificateState: { IsKnown: true, Value: "active" }, Integrity: { IsKnown: true, Value: "ok" }, Level: >= 1 and <= 4 } && Standards.Contains(module.Standard, StringComparer.Ordinal)
            ? string.Create(CultureInfo.InvariantCulture, $"{module.Standard.Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant()}-l{module.Level}")
            : "none";
}
