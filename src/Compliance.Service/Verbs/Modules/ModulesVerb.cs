using System.CommandLine;
using System.Globalization;
using Compliance.Evidence.Assessing;
using Compliance.Formats.Reading;
using Compliance.Policy.Facts;
using Compliance.Reporting.Inventories;
using Compliance.Service.Auditing;
using Compliance.Service.CommandLine;
using Compliance.Service.Configuration;
using Compliance.Service.Terminals;

namespace Compliance.Service.Verbs.Modules;

/// <summary><c>compliance modules &lt;package&gt;</c>: the cryptographic modules with every axis, as tables, CycloneDX, SARIF or JSON, and what changed since another audit.</summary>
internal static class ModulesVerb
{
    public static Command Build(CommandContext context)
    {
        Argument<string> package = new("package") { Description = "Evidence package (.asice)" };
        Option<string?> bom = new("--cbom") { Description = "Write the modules as a CycloneDX bill of materials", HelpName = "file" };
        Option<string> version = new("--cyclonedx") { Description = "Version of CycloneDX: 1.6 or 1.7", HelpName = "version", DefaultValueFactory = _ => "1.6" };
        version.AcceptOnlyFromAmong([.. ModuleBom.Versions]);
        Option<string?> sarif = new("--sarif") { Description = "Write verdicts on modules as SARIF 2.1.0", HelpName = "file" };
        Option<string?> table = new("--appendix-q") { Description = "Write the cryptographic modules table (SSP Appendix Q) as three CSV files into a folder, or as the sheets of one .xlsx", HelpName = "dir or file" };
        Option<string?> list = new("--list") { Description = "Write the modules of each service (CMU-CSO-CMD, continuous monitoring): .csv or .json", HelpName = "file" };
        Option<string?> before = new("--before") { Description = "An earlier package: say what changed since", HelpName = "package" };
        Option<string?> image = new("--image") { Description = "Which image, by its digest, when the package holds several", HelpName = "digest" };
        Option<bool> json = JsonOption.Create();
        var verb = new Command("modules", "Shows the cryptographic modules of a package with every axis (does not verify it)") { package, bom, version, sarif, table, list, before, image, json };
        verb.SetAction(parsed =>
        {
            var assessment = OpenPackage.Assess(parsed.GetValue(package)!, Limits.Default);
            var facts = Choose(assessment, parsed.GetValue(image));
            if (parsed.GetValue(bom) is { } bomFile) WholeFile.Write(bomFile, ModuleBom.Write(One(facts, "--cbom"), parsed.GetValue(version)!, assessment.Evaluation.EvaluatedAt));
            if (parsed.GetValue(sarif) is { } sarifFile) WholeFile.Write(sarifFile, ModuleSarif.Write(assessment.Evaluation, One(facts, "--sarif"), ProductVersion.Text));
            ModuleUseFiles.Write(assessment, facts, parsed.GetValue(table), parsed.GetValue(list));
            var changes = parsed.GetValue(before) is { } earlier ? ModuleChange.Between(One(OpenPackage.Assess(earlier, Limits.Default).Facts, "--before"), One(facts, "--before")) : (IReadOnlyList<ModuleChange>?)null;
            if (parsed.GetValue(json)) ModulesJson.Write(context.Terminal.Output, assessment.Evaluation.EvaluatedAt, facts, changes);
            else if (changes is not null) WriteChanges(context.Terminal, changes);
            else Write(context.Terminal, assessment, facts);
            return ExitCodes.Good;
        });
        return verb;
    }

    private static IReadOnlyList<FactSet> Choose(Assessment assessment, string? digest)
    {
        if (digest is null) return assessment.Facts;
        var found = assessment.Facts.Where(facts => facts.Subject.ToString() == digest || facts.Subject.Hex == digest).ToList();
        return found.Count == 1 ? found : throw new VerbFailure(ExitCodes.Usage, $"the package has no image {digest}", $"it has {string.Join(", ", assessment.Facts.Select(facts => facts.Subject))}");
    }

    private static FactSet One(IReadOnlyList<FactSet> facts, string option) => facts.Count == 1
        ? facts[0]
        : throw new VerbFailure(ExitCodes.Usage, $"the package holds {facts.Count.ToString(CultureInfo.InvariantCulture)} images, and {option} is about one", "choose one with --image <digest>");

    private static void Write(Terminal terminal, Assessment assessment, IReadOnlyList<FactSet> images)
    {
        terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"certificate states as of {assessment.Evaluation.EvaluatedAt:yyyy-MM-dd}, US dates at their end of day"));
        foreach (var facts in images)
        {
            terminal.Output.WriteLine();
            terminal.Output.WriteLine(terminal.Paint(Tone.Strong, $"image {facts.Subject}"));
            var rows = ModuleRow.Of(facts);
            var complete = facts.CoverageOf(FactKind.CryptoModule) == Coverage.Complete;
            if (rows.IsEmpty) terminal.Output.WriteLine(complete ? "no cryptographic module of a known family" : "no cryptographic module was found, and not everything could be looked into");
            foreach (var row in rows) WriteRow(terminal, row);
            WriteBypasses(terminal, rows);
            if (!complete && !rows.IsEmpty) terminal.Output.WriteLine("the list may be incomplete: see the gaps in compliance show");
        }
    }

    private static void WriteRow(Terminal terminal, ModuleRow row)
    {
        terminal.Output.WriteLine();
        terminal.Output.WriteLine($"{row.Module.Path}    {row.Module.Family}, {row.Basis}");
        foreach (var (axis, value) in row.Axes.Where(pair => pair.Value.Length > 0)) terminal.Output.WriteLine($"  {axis,-24}{value}{Detail(row.Module, axis)}");
    }

    private static string Detail(CryptoModuleFact module, string axis) => axis switch
    {
        "integrity" when module.IntegrityDetail.Length > 0 => $"    {module.IntegrityDetail}",
        "activation" when module.ActivationReason.Length > 0 => $"    {module.ActivationReason}",
        _ => "",
    };

    private static void WriteBypasses(Terminal terminal, IReadOnlyList<ModuleRow> rows)
    {
        var past = rows.Where(row => row.IsBypass).ToList();
        if (past.Count == 0) return;
        terminal.Output.WriteLine();
        terminal.Output.WriteLine(terminal.Paint(Tone.Open, "reached past validated modules, or not known not to be"));
        foreach (var row in past) terminal.Output.WriteLine($"  {row.Module.Name} {row.Version}".TrimEnd() + $"    {row.Module.ReachedBy}");
    }

    private static void WriteChanges(Terminal terminal, IReadOnlyList<ModuleChange> changes)
    {
        if (changes.Count == 0) terminal.Output.WriteLine("no module changed");
        var table = new Columns("change", "path", "module", "what", "before", "after", "meaning");
        foreach (var change in changes) table.Add(Tone.Plain, change.Kind, change.Path, change.Name, change.What, change.Before, change.After, change.Meaning);
        if (changes.Count > 0) table.Write(terminal);
    }
}
