using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Compliance.Evidence.Acquisition;
using Compliance.Evidence.Collection;
using Compliance.Evidence.Collection.Systems;
using Compliance.Formats.Reading;
using Compliance.Formats.Workbooks;
using Compliance.Policy.Facts;
using Compliance.Reporting.Inventories;
using Compliance.Reporting.Workbooks;
using Compliance.Tests.Evidence;
using Compliance.Tests.World;

namespace Compliance.Tests.Reporting.Inventories;

/// <summary>Modules by use: proved, declared and inherited rows, nothing left out, in the columns of the template.</summary>
public sealed partial class ModuleUsesTests
{
    private const string System = """
        id: acme
        title: Acme
        dated: 2026-11-20
        services:
          - name: web
            images: ["*"]
            uses:
              - { name: service TLS, purpose: data-in-transit, module: OpenSSL FIPS Provider, area: web server, peer: Load balancer, peerArea: internet edge, protocol: tls13, placement: third-party }
              - { name: token store, purpose: data-at-rest, module: Absent module, encryption: record }
        modules:
          - { name: Load balancer, version: "7", inheritedFrom: FR1100000002, use: TLS towards the internet, purpose: data-in-transit, configuration: FIPS endpoints }
          - { name: "=cmd|' /C calc'!A0", version: "1", certificate: 4282, use: volumes, purpose: data-at-rest, encryption: full-disk }
        unvalidated: [ { module: libsodium, component: api, function: sealing, impact: tokens only, poam: V-1, due: 2026-11-22 } ]
        """;

    [Fact]
    public void Rows_say_what_they_rest_on_and_nothing_is_left_out()
    {
        var uses = ModuleUses.Of([Collect(System)]);

        var tls = uses.Single(use => use.Name == "service TLS");
        Assert.Equal(("#4985", "active", "validated", "3.1.2", ModuleSide.Proved, "on"), (tls.Module.Certificate, tls.Module.State, tls.Module.Validation, tls.Module.Version, tls.Module.Basis, tls.Module.ApprovedMode));
        Assert.Equal(("FR1100000002", ModuleSide.Inherited, "internet edge"), (tls.FarEnd!.Certificate, tls.FarEnd.Basis, tls.FarEnd.Area));
        Assert.Equal(("None", ModuleSide.Declared, "unknown"), uses.Where(use => use.Name == "token store").Select(use => (use.Module.Certificate, use.Module.Basis, use.Module.Validation)).Single());
        Assert.Contains(uses, use => use is { Table: ModuleUse.Other, Usage: "use not declared", Module: { Module: "libsodium", Basis: ModuleSide.Proved, Validation: "not validated" } } && use.Notes.Contains("See POA&M ID V-1, due 2026-11-22, overdue.", StringComparison.Ordinal));
        Assert.Contains(uses, use => use.Module is { State: "historical", Basis: ModuleSide.Declared } && use.Notes.Contains("Historical", StringComparison.Ordinal));
    }

    [Fact]
    public void Without_a_system_file_every_module_in_reach_still_has_its_row()
    {
        var uses = ModuleUses.Of([Collect(null)]);

        Assert.Equal(["OpenSSL", "OpenSSL FIPS Provider", "libsodium"], uses.Select(use => use.Module.Module).Distinct().Order(StringComparer.Ordinal));
        Assert.All(uses, use => Assert.Equal((ModuleUse.Other, "use not declared"), (use.Table, use.Usage)));
    }

    [Fact]
    public void Names_of_strangers_are_no_formulas_in_a_spreadsheet()
    {
        var text = Encoding.UTF8.GetString(AppendixQ.Write(ModuleUses.Of([Collect(System)])).Single(file => file.Name == "data-at-rest.csv").Content);

        Assert.Contains(",'=cmd|' /C calc'!A0 1,", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Workbook_has_the_cells_of_the_files()
    {
        var uses = ModuleUses.Of([Collect(System)]);
        var bytes = AppendixQWorkbook.Write(uses);
        var book = WorkbookReaders.Read(bytes, "q.xlsx", Limits.Default).Required();

        Assert.Equal(bytes, AppendixQWorkbook.Write(ModuleUses.Of([Collect(System)])));
        Assert.Equal(["Data in Transit", "Data at Rest", "Other"], book.Sheets.Select(sheet => sheet.Name));
        foreach (var (sheet, file) in book.Sheets.Zip(AppendixQ.Write(uses)))
        {
            var table = Assert.Single(WorkbookReaders.Read(file.Content, file.Name, Limits.Default).Required().Sheets);
            Assert.Equal(table.Rows.Select(Text), sheet.Rows.Select(Text));
        }
    }

    [Fact]
    public void List_of_modules_is_the_same_bytes_twice_in_both_forms()
    {
        var at = new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);
        var uses = ModuleUses.Of([Collect(System)]);
        var json = ModuleUseList.WriteJson(uses, "acme", at, ("00", "2026-04-15"), []);

        Assert.Equal(json, ModuleUseList.WriteJson(ModuleUses.Of([Collect(System)]), "acme", at, ("00", "2026-04-15"), []));
        using var parsed = JsonDocument.Parse(json);
        Assert.Equal(uses.Length, parsed.RootElement.GetProperty("uses").GetArrayLength());
        Assert.StartsWith("Service,Module,Version,Vendor,Validation,CMVP # or FedRAMP ID", Encoding.UTF8.GetString(ModuleUseList.WriteCsv(uses, at)), StringComparison.Ordinal);
    }

    [Fact]
    public void Columns_are_those_of_the_template()
    {
        Assert.SkipWhen(Vectors.Root is null, "no vectors: set COMPLIANCE_VECTORS");
        using var archive = ZipFile.OpenRead(Path.Combine(Vectors.Root, "fips", "appendix-q", "SSP-Appendix-Q-Cryptographic-Modules-Table.docx"));
        using var reader = new StreamReader(archive.GetEntry("word/document.xml")!.Open());
        var headings = Rows().Matches(reader.ReadToEnd()).Select(row => Cells().Matches(row.Value).Select(cell => string.Concat(Texts().Matches(cell.Value).Select(text => text.Groups[1].Value)).Replace('\u00a0', ' ').Trim()).ToArray())
            .Where(row => row.Length > 1 && row[0] == "Ref #").ToList();
        Assert.Equal(3, headings.Count);

        foreach (var (heading, file) in headings.Zip(AppendixQ.Write(ModuleUses.Of([Collect(System)]))))
        {
            var columns = Encoding.UTF8.GetString(file.Content).Split("\r\n")[0].Split(',').Select(column => column.Replace("Source: ", "", StringComparison.Ordinal).Replace("Destination: ", "", StringComparison.Ordinal)).ToList();

            // The template spells one heading of its first table "CM Vendr".
            Assert.Equal([.. heading.Select(name => name.Replace("Vendr", "Vendor", StringComparison.Ordinal))], columns.Where(heading.Append("CM Vendor").Contains));
        }
    }

    /// <summary>A file of separated values marks what a spreadsheet would compute with an apostrophe; a workbook says that it is text.</summary>
    private static string Text(SheetRow row) => string.Join('|', row.Cells.Select(cell => $"{cell.Key}={cell.Value.Text.TrimStart('\'')}"));

    private static FactSet Collect(string? system)
    {
        var provider = StubModule.Provider("OpenSSL FIPS Provider", "3.1.2", marked: false);
        var layout = new LayoutBuilder();
        layout.Image(
            image => image.Entrypoint("/usr/bin/app").Layer(layer => layer.File("usr/bin/app", StubModule.Program("libcrypto.so.3"), 0x1ED).File("usr/lib/libcrypto.so.3", StubModule.Libcrypto())
                .File("usr/lib/ossl-modules/fips.so", provider).File("etc/ssl/openssl.cnf", StubModule.OpenSslConfiguration()).File("etc/ssl/fipsmodule.cnf", StubModule.FipsModuleConfiguration(provider))
                .File("usr/lib/libsodium.so.23", StubElf.Write("\0x\0"u8.ToArray(), ["crypto_secretbox_easy"], ["libc.so.6"], "libsodium.so.23"))),
            "v1");
        using var snapshot = layout.Open("v1");
        var inputs = system is null ? AuditInputs.None : AuditInputs.None with { System = Encoding.UTF8.GetBytes(system) };
        using var acquired = ImageAcquisition.Run(snapshot, inputs, Observations.All, Limits.Default);
        return Assert.Single(Collectors.Collect(acquired.Raw, CollectionWorld.Context(), [new CryptoModuleCollector(), new DeclarationCollector()]));
    }

    [GeneratedRegex("<w:tr[ >].*?</w:tr>", RegexOptions.Singleline)]
    private static partial Regex Rows();

    [GeneratedRegex("<w:tc>.*?</w:tc>", RegexOptions.Singleline)]
    private static partial Regex Cells();

    [GeneratedRegex("<w:t(?: [^>]*)?>([^<]*)</w:t>")]
    private static partial Regex Texts();
}
