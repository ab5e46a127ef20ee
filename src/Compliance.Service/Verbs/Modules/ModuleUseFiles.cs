using System.Collections.Immutable;
using Compliance.Evidence.Assessing;
using Compliance.Policy.Facts;
using Compliance.Reporting.Inventories;
using Compliance.Reporting.Workbooks;
using Compliance.Service.CommandLine;

namespace Compliance.Service.Verbs.Modules;

/// <summary>The tables of modules by use that a person hands on: Appendix Q and the list of modules of each service.</summary>
internal static class ModuleUseFiles
{
    /// <param name="table">Folder for the three tables, made when it is not there, or a workbook (.xlsx) that holds them; null for none.</param>
    /// <param name="list">File, whose ending says the form; null for none.</param>
    /// <exception cref="VerbFailure">The list has another ending.</exception>
    public static void Write(Assessment assessment, IReadOnlyList<FactSet> facts, string? table, string? list)
    {
        if (table is null && list is null) return;
        var isJson = list?.EndsWith(".json", StringComparison.OrdinalIgnoreCase) == true;
        if (list is not null && !isJson && !list.EndsWith(".csv", StringComparison.OrdinalIgnoreCase)) throw new VerbFailure(ExitCodes.Usage, $"{list} ends neither in .csv nor in .json", "the ending says which of the two is written");
        var uses = ModuleUses.Of(facts);
        if (table?.EndsWith(".xlsx", StringComparison.OrdinalIgnoreCase) == true)
        {
            WholeFile.Write(table, AppendixQWorkbook.Write(uses));
        }
        else if (table is not null)
        {
            Directory.CreateDirectory(table);
            foreach (var (name, content) in AppendixQ.Write(uses)) WholeFile.Write(Path.Combine(table, name), content);
        }

        if (list is not null) WholeFile.Write(list, isJson ? Json(assessment, facts, uses) : ModuleUseList.WriteCsv(uses, assessment.Evaluation.EvaluatedAt));
    }

    private static byte[] Json(Assessment assessment, IReadOnlyList<FactSet> facts, ImmutableArray<ModuleUse> uses)
    {
        var catalog = facts.SelectMany(set => set.OfKind(FactKind.Catalog)).Select(fact => fact.Value).OfType<CatalogFact>().FirstOrDefault();
        (string, string)? certificates = catalog is null ? null : (catalog.ListSha256.Length > 0 ? catalog.ListSha256 : catalog.Sha256, catalog.AsOf);
        ImmutableArray<string> incomplete = [.. facts.Where(set => set.CoverageOf(FactKind.CryptoModule) != Coverage.Complete).Select(set => set.Subject.ToString())];
        return ModuleUseList.WriteJson(uses, assessment.Policies.System.IsDefault ? "" : assessment.Policies.System.Document.Id, assessment.Evaluation.EvaluatedAt, certificates, incomplete);
    }
}
