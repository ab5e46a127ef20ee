using System.Collections.Immutable;
using System.Globalization;

namespace Compliance.Reporting.Inventories;

/// <summary>
/// FedRAMP SSP Appendix Q, Cryptographic Modules Table (template v1.0, 2023-06-30), as three CSV files, or as the sheets of <see cref="AppendixQWorkbook"/>, with the columns of its three tables. The check boxes below each CMVP number are
/// columns of their own, and three follow that the template does not have: the version (FRR3, FRR16), the state of the certificate on the judged date, and what the row rests on.
/// </summary>
public static class AppendixQ
{
    private static readonly ImmutableArray<string> Boxes = ["Embedded CM", "Third-party CM", "Uses OS CM", "In FIPS Mode", "Other"];
    private static readonly ImmutableArray<string> Beyond = ["Version", "Certificate state", "Basis"];

    /// <summary>File name and bytes of each table, in the template's order.</summary>
    public static ImmutableArray<(string Name, byte[] Content)> Write(ImmutableArray<ModuleUse> uses) =>
        [.. Tables(uses).Select(table => ($"{table.Title.ToLowerInvariant().Replace(' ', '-')}.csv", CsvTable.Write(table.Header, table.Rows)))];

    /// <summary>Title, header and rows of each table, in the template's order.</summary>
    internal static ImmutableArray<(string Title, IEnumerable<string> Header, IEnumerable<IEnumerable<string>> Rows)> Tables(ImmutableArray<ModuleUse> uses) =>
    [
        ("Data in Transit",
            ["Ref #", .. Side("Source: ", "Areas of DIT", "CM Vendor"), .. Side("Destination: ", "Areas of DIT", "CM Vendor"), "Usage", "TLS version", "Notes", "Service"],
            Rows(uses, ModuleUse.InTransit, use => [.. Cells(use.Module), .. use.FarEnd is { } end ? Cells(end) : Enumerable.Repeat("", 12), use.Usage, Protocol(use.Kind), use.Notes, use.Service])),
        ("Data at Rest", ["Ref #", .. Side("", "Areas of DAR", "CM Vendor Name"), "Usage", "Encryption Type", "Notes", "Service"], Rows(uses, ModuleUse.AtRest, Plain)),
        ("Other", ["Ref #", .. Side("", "Areas of Use", "CM Vendor Name"), "Usage", "Encryption Type", "Notes", "Service"], Rows(uses, ModuleUse.Other, Plain)),
    ];

    /// <summary>As the template's boxes say it.</summary>
    internal static string Protocol(string kind) => kind switch { "tls-below12" => "TLS 1.1 or earlier", "tls12" => "TLS 1.2", "tls13" => "TLS 1.3", "other" => "Other", _ => kind };

    /// <summary>As the template's boxes say it.</summary>
    internal static string Encryption(string kind) => kind switch { "full-disk" => "Full disk", "file" => "File", "record" => "Record", "none" => "None", "other" => "Other", _ => kind };

    /// <summary>The boxes that are checked, in the template's words and order.</summary>
    internal static ImmutableArray<string> Checked(ModuleSide side) => [.. Boxes.Where((_, index) => Marks(side)[index])];

    private static IEnumerable<string> Side(string prefix, string areas, string vendor) =>
        ((IEnumerable<string>)[areas, "CMVP #", .. Boxes, vendor, "Module Name", .. Beyond]).Select(name => prefix + name);

    private static IEnumerable<string> Cells(ModuleSide side) =>
        [side.Area, side.Certificate, .. Marks(side).Select(mark => mark ? "x" : ""), side.Vendor, side.Title, side.Version, side.State, side.Basis];

    private static bool[] Marks(ModuleSide side) =>
        [side.Placement == "embedded", side.Placement == "third-party", side.Placement == "operating-system", side.ApprovedMode is "on" or "yes", side.Placement == "other"];

    private static IEnumerable<string> Plain(ModuleUse use) => [.. Cells(use.Module), use.Usage, Encryption(use.Kind), use.Notes, use.Service];

    private static IEnumerable<IEnumerable<string>> Rows(ImmutableArray<ModuleUse> uses, string table, Func<ModuleUse, IEnumerable<string>> cells) =>
        uses.Where(use => use.Table == table).Select((use, index) => cells(use).Prepend((index + 1).ToString(CultureInfo.InvariantCulture)));
}
