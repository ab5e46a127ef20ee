using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Compliance.Evidence.Collection;
using Compliance.Evidence.Collection.Vulnerabilities;
using Compliance.Evidence.Collection.Vulnerabilities.Scans;
using Compliance.Evidence.Feeds;
using Compliance.Evidence.Raw;
using Compliance.Formats.Reading;
using Compliance.Policy.Facts;
using Compliance.Service.Auditing;
using Compliance.Service.CommandLine;
using Compliance.Service.Configuration;
using Compliance.Service.Feeds;
using Compliance.Service.Registries;
using Compliance.Service.Verbs.Findings;
using Compliance.Service.Verbs.Sboms;

namespace Compliance.Service.Verbs.Vulns;

/// <summary><c>compliance vulns &lt;image|package|sbom&gt;</c>: findings with their clocks, without an audit.</summary>
internal static class VulnsVerb
{
    private const string PackageExtension = ".asice";

    private static readonly ImmutableArray<ICollector> Collectors = [new CryptoModuleCollector(), new VulnerabilityCollector(), new ScanCollector()];

    public static Command Build(CommandContext context, Option<string?> data)
    {
        Argument<string?> subject = new("subject") { Arity = ArgumentArity.ZeroOrOne, Description = "Image (see compliance help images), evidence package (.asice) or SBOM file" };
        var platform = PlatformOption.Create();
        Option<string?> severity = new("--severity") { Description = "This severity and worse", HelpName = "severity" };
        severity.AcceptOnlyFromAmong(VulnsFilter.Severities);
        Option<string?> id = new("--id") { Description = "One vulnerability, by CVE or alias", HelpName = "id" };
        Option<string?> package = new("--package") { Description = "One package, by its name or that of its source", HelpName = "name" };
        Option<bool> kev = new("--kev") { Description = "Known to be exploited, or not known not to be" };
        Option<bool> overdue = new("--overdue") { Description = "Past its time by some clock, or not known not to be" };
        Option<bool> fixable = new("--fixable") { Description = "With a fixed version, or not known to have none" };
        Option<bool> open = new("--open") { Description = "Without those that a believed VEX statement suppresses" };
        Option<bool> clocks = new("--clocks") { Description = "Print every clock with rule, source and inputs" };
        Option<string?> feeds = new("--feeds") { Description = "Vulnerability feeds: a store, or a folder of feed files (default: those imported into the data directory)", HelpName = "dir" };
        Option<string?> findings = new("--findings") { Description = "Folder of scans by other tools, VEX documents and the history of detections; see compliance help findings", HelpName = "dir" };
        Option<string?> system = new("--system") { Description = "System file: exposure, class, triage", HelpName = "file" };
        Option<string?> trust = new("--trust") { Description = "Folder with trust.yaml and keys: whose attested VEX statements count", HelpName = "dir" };
        Option<string?> policies = new("--policies") { Description = "Policies folder, for the tables of clocks (default: the one beside the program)", HelpName = "dir" };
        Option<DateTimeOffset?> at = new("--as-of") { Description = "Date to judge by, RFC 3339 (default: now; for a package its own)", HelpName = "time", CustomParser = TimeArgument.Parse };
        Option<string> format = new("--format") { Description = "table, json or sarif", HelpName = "format", DefaultValueFactory = _ => "table" };
        format.AcceptOnlyFromAmong("table", "json", "sarif");
        Option<bool> json = JsonOption.Create();
        var verb = new Command("vulns", "Lists known vulnerabilities of an image, package or SBOM with three clocks side by side (exit 0 none, 1 some, 2 not everything is known)")
        {
            subject, platform, severity, id, package, kev, overdue, fixable, open, clocks, feeds, findings, system, trust, policies, at, format, json,
        };
        RecordVerbs.AddTo(verb, context, data);
        verb.SetAction((parsed, cancellation) =>
        {
            var filter = new VulnsFilter(parsed.GetValue(severity), parsed.GetValue(id), parsed.GetValue(package), parsed.GetValue(kev), parsed.GetValue(overdue), parsed.GetValue(fixable), parsed.GetValue(open));
            var limits = Limits.Default;
            var inputs = CallerFiles.Read(parsed.GetValue(trust), [], parsed.GetValue(system), limits) with { Findings = FindingsFolder.Read(parsed.GetValue(findings), limits) };
            var request = new VulnsRequest(parsed.GetValue(subject) ?? throw new VerbFailure(ExitCodes.Usage, "vulns needs an image, a package or an SBOM", "what it does: compliance vulns --help"), inputs, parsed.GetValue(policies) ?? Path.Combine(context.ProgramDirectory, "policies"), parsed.GetValue(at)) { Platform = parsed.GetValue(platform) };
            using var catalog = FeedFolder.Open(parsed.GetValue(feeds), DataDirectory.Resolve(parsed.GetValue(data), context.Environment), context.Clock, limits, cancellation);
            var (facts, asOf) = Collect(context.Images.For(parsed), request, catalog?.Catalog, context.Clock, cancellation);
            var reports = facts.Select(one => VulnsReport.Of(one, filter)).ToList();
            var time = asOf.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
            var how = parsed.GetValue(json) ? "json" : parsed.GetValue(format)!;
            if (how == "json") VulnsJson.Write(context.Terminal.Output, reports, time);
            else if (how == "sarif") VulnsSarif.Write(context.Terminal.Output, reports, time, ProductVersion.Text);
            else reports.ForEach(report => VulnsTable.Write(context.Terminal, report, parsed.GetValue(clocks)));
            return Task.FromResult(reports.Exists(report => report.HasOpen) ? ExitCodes.Bad : reports.TrueForAll(report => report.IsComplete) ? ExitCodes.Good : ExitCodes.Open);
        });
        return verb;
    }

    private static (ImmutableArray<FactSet> Facts, DateTimeOffset AsOf) Collect(ImageOpener images, VulnsRequest request, IVulnerabilityCatalog? feeds, TimeProvider clock, CancellationToken cancellation)
    {
        var limits = Limits.Default;
        if (request.Subject.EndsWith(PackageExtension, StringComparison.Ordinal) && request.Platform is null) return FromPackage(request, limits);
        var at = SbomInput.WholeSecond(request.AsOf ?? clock.GetUtcNow());
        if (SbomInput.IsImage(request.Subject)) return (SbomInput.WithImage(images, request.Subject, request.Policies, at, request.Inputs, (raw, context) => Facts(raw, context, feeds), cancellation, request.Platform), at);
        if (request.Platform is not null) throw new VerbFailure(ExitCodes.Usage, "--platform is for images", "packages and SBOMs have no index to choose from");
        var (_, _, bytes) = SbomInput.Read(request.Subject);
        var raw = SbomAsSubject.Make(request.Subject, bytes, request.Inputs);
        return (Facts(raw, new CollectionContext(limits, at, SbomInput.Catalogs(request.Policies)), feeds), at);
    }

    /// <summary>From the raw evidence inside; on another date everything is judged anew.</summary>
    private static (ImmutableArray<FactSet> Facts, DateTimeOffset AsOf) FromPackage(VulnsRequest request, Limits limits)
    {
        var assessment = OpenPackage.Assess(request.Subject, limits, request.AsOf);
        return (assessment.Facts, assessment.Evaluation.EvaluatedAt);
    }

    private static ImmutableArray<FactSet> Facts(RawEvidence raw, CollectionContext context, IVulnerabilityCatalog? feeds)
    {
        if (feeds is not null) raw = FeedSlicing.AddTo(raw, feeds, context.EvaluatedAt, context.Limits);
        return Evidence.Collection.Collectors.Collect(raw, context, Collectors);
    }
}
