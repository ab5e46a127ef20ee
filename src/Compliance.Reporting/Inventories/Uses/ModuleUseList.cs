using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Compliance.Reporting.Inventories;

/// <summary>
/// The list that CR26 CMU-CSO-CMD asks for: "the cryptographic modules used in each service (or groups of services that use the same modules) ..., including whether these modules are validated
/// under the NIST Cryptographic Module Validation Program or are update streams of such modules." One row a service and module; JSON holds the same rows for continuous monitoring
/// (FRR7: "complete visibility into cryptographic module use (including versions)").
/// </summary>
public static class ModuleUseList
{
    public static byte[] WriteCsv(ImmutableArray<ModuleUse> uses, DateTimeOffset evaluatedAt) => CsvTable.Write(
        ["Service", "Module", "Version", "Vendor", "Validation", "CMVP # or FedRAMP ID", "Certificate state", "Judged on", "Approved mode", "Used for", "Table", "Basis", "Image", "Path", "Notes"],
        uses.SelectMany(use => Sides(use).Select(side => (IEnumerable<string>)
        [
            use.Service.Length == 0 ? "whole system" : use.Service, side.Module, side.Version, side.Vendor, side.Validation, side.Certificate, side.State, Day(evaluatedAt), side.ApprovedMode, use.Usage, use.Table, side.Basis, side.Image, side.Path, use.Notes,
        ])));

    /// <param name="system">Id of the system file; empty without one.</param>
    /// <param name="list">SHA-256 of the list of certificates, hex, and its day; null when there was none to rest on.</param>
    /// <param name="incomplete">Images whose modules were not all looked at.</param>
    public static byte[] WriteJson(ImmutableArray<ModuleUse> uses, string system, DateTimeOffset evaluatedAt, (string Sha256, string AsOf)? list, ImmutableArray<string> incomplete) => InventoryJson.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("schema", "compliance/module-uses/v1");
        writer.WriteString("system", system);
        writer.WriteString("judgedOn", Day(evaluatedAt));
        if (list is { } certificates)
        {
            writer.WriteStartObject("certificates");
            writer.WriteString("asOf", certificates.AsOf);
            writer.WriteString("sha256", certificates.Sha256);
            writer.WriteEndObject();
        }

        writer.WriteStartArray("incompleteImages");
        foreach (var image in incomplete) writer.WriteStringValue(image);
        writer.WriteEndArray();
        writer.WriteStartArray("uses");
        foreach (var use in uses) Write(writer, use);
        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    private static void Write(Utf8JsonWriter writer, ModuleUse use)
    {
        writer.WriteStartObject();
        writer.WriteString("table", use.Table);
        writer.WriteString("service", use.Service);
        writer.WriteString("use", use.Name);
        writer.WriteString("usage", use.Usage);
        writer.WriteString("kind", use.Kind);
        writer.WriteString("notes", use.Notes);
        Side(writer, "module", use.Module);
        if (use.FarEnd is { } end) Side(writer, "farEnd", end);
        writer.WriteEndObject();
    }

    private static void Side(Utf8JsonWriter writer, string name, ModuleSide side)
    {
        writer.WriteStartObject(name);
        writer.WriteString("area", side.Area);
        writer.WriteString("name", side.Module);
        writer.WriteString("version", side.Version);
        writer.WriteString("vendor", side.Vendor);
        writer.WriteString("certificate", side.Certificate);
        writer.WriteString("certificateState", side.State);
        writer.WriteString("validation", side.Validation);
        writer.WriteString("placement", side.Placement);
        writer.WriteString("approvedMode", side.ApprovedMode);
        writer.WriteString("basis", side.Basis);
        writer.WriteString("image", side.Image);
        writer.WriteString("path", side.Path);
        writer.WriteEndObject();
    }

    private static IEnumerable<ModuleSide> Sides(ModuleUse use) => use.FarEnd is { } end ? [use.Module, end] : [use.Module];

    private static string Day(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
