using System.CommandLine;
using System.Globalization;
using Compliance.Cryptography.Signing;
using Compliance.Evidence.Collection;
using Compliance.Formats.Reading;
using Compliance.Oci.References;
using Compliance.Policy.Results;
using Compliance.Service.Auditing;
using Compliance.Service.Cmvp;
using Compliance.Service.CommandLine;
using Compliance.Service.Configuration;
using Compliance.Service.Feeds;
using Compliance.Service.Findings;
using Compliance.Service.Identity;
using Compliance.Service.Registries;
using Compliance.Service.Terminals;
using Compliance.Service.Verbs.Signing;
using Compliance.Store.Sqlite;

namespace Compliance.Service.Verbs;

/// <summary><c>compliance audit &lt;image&gt;</c>: the main job.</summary>
internal static class AuditVerb
{
    public static Command Build(CommandContext context, Option<string?> data)
    {
        Argument<string> image = new("image") { Description = "oci:<dir>[:tag|@digest], oci-archive:<file>, docker-archive:<file>, registry/name[:tag|@digest]; see compliance help images" };
        Option<string> profile = new("--profile") { Description = "Profile to evaluate by", HelpName = "id", DefaultValueFactory = _ => AuditRequest.DefaultProfile };
        Option<string?> system = new("--system") { Description = "System file: what an image can't know", HelpName = "file" };
        Option<string?> trust = new("--trust") { Description = "Folder with trust.yaml and the keys of those who may sign; without it signature policies are unknown", HelpName = "dir" };
        Option<string?> waivers = new("--waivers") { Description = "Folder of waivers (default: waivers/ beside the system file); see compliance help exceptions", HelpName = "dir" };
        Option<string?> policies = new("--policies") { Description = "Policies folder (default: the one beside the program); a signed one has policies.sig", HelpName = "dir" };
        Option<string?> evidence = new("--evidence") { Description = "Folder of human evidence and benchmark results; see compliance help evidence", HelpName = "dir" };
        Option<string?> findings = new("--findings") { Description = "Folder of scans by other tools, VEX documents and the history of detections; see compliance help findings", HelpName = "dir" };
        Option<bool> acceptWaived = new("--accept-waived") { Description = "Exit as if what is waived were accepted; the verdict stays as it is" };
        Option<string?> feeds = new("--feeds") { Description = "Vulnerability feeds: a store, or a folder of feed files (default: those imported into the data directory)", HelpName = "dir" };
        Option<string?> cmvp = new("--cmvp") { Description = "Imported list of certificates (default: the one in the data directory); see compliance help modules", HelpName = "file" };
        Option<string?> nodes = new("--nodes") { Description = "Node inventory: operational environment and FIPS flag of the hosts", HelpName = "file" };
        Option<string[]> sboms = new("--sbom") { Description = "SBOM to judge beside those found; may be repeated", HelpName = "file", DefaultValueFactory = _ => [] };
        Option<DateTimeOffset?> at = new("--at") { Description = "Date to judge by, RFC 3339 (default: now)", HelpName = "time", CustomParser = TimeArgument.Parse };
        Option<string?> asset = new("--asset") { Description = "With --system: name of the class of images in the record of findings (default: the reference without tag and digest)", HelpName = "name" };
        Option<string?> target = new("--out") { Description = "File for the evidence package (default: made from image and time)", HelpName = "file.asice" };
        Option<string?> template = new("--template") { Description = "Template of the reports (default: templates/assessment.yaml, built in)", HelpName = "file" };
        Option<string[]> without = new("--without") { Description = $"Leave a collector out: what it would find is unknown, and the package says so; may be repeated ({string.Join(", ", Collectors.Names)})", HelpName = "collector", DefaultValueFactory = _ => [] };
        without.AcceptOnlyFromAmong([.. Collectors.Names]);
        var probe = ProbeOption.Create("Also run programs of the image in a sandbox and hold their answers against its bytes; see compliance help probes");
        var stamps = TimestampOption.Create();
        var platform = PlatformOption.Create();
        var keys = new SigningKeyOptions(data);
        Option<bool> json = JsonOption.Create();
        var verb = new Command("audit", "Audits an image into a signed evidence package (exit 0 met, 1 not met, 2 unknown or gaps)")
        {
            image, platform, profile, system, trust, waivers, acceptWaived, evidence, findings, policies, feeds, cmvp, nodes, sboms, at, asset, target, template, without, probe, stamps, json,
        };
        keys.AddTo(verb);
        verb.SetAction(async (parsed, cancellationToken) =>
        {
            var limits = Limits.Default;
            var reference = ImageArgument.Parse(parsed.GetValue(image)!);
            var folder = DataDirectory.Resolve(parsed.GetValue(data), context.Environment);
            var inputs = CallerFiles.Read(parsed.GetValue(trust), parsed.GetValue(sboms)!, parsed.GetValue(system), limits) with
            {
                Waivers = CallerFiles.ReadWaivers(parsed.GetValue(waivers), parsed.GetValue(system), limits),
                LeftOut = [.. parsed.GetValue(without)!],
                HumanEvidence = EvidenceFolder.Read(parsed.GetValue(evidence), limits),
                Findings = FindingsFolder.Read(parsed.GetValue(findings), limits),
                Catalogs = CmvpFolder.Read(parsed.GetValue(cmvp), folder, context.Clock.GetUtcNow(), limits),
                Nodes = CallerFiles.ReadNodes(parsed.GetValue(nodes), limits),
            };
            using var catalog = FeedFolder.Open(parsed.GetValue(feeds), folder, context.Clock, limits, cancellationToken);
            using var identity = keys.Open(parsed, context, SignerRole.Collector, out var made);
            var signer = TimestampOption.Stamped(identity, parsed.GetValue(stamps)!, context.Clock);
            var started = context.Clock.GetUtcNow();
            var record = inputs.System is null ? null : RecordKeeper.Open(folder, limits);
            inputs = await GivenHistory.AddToAsync(inputs, record, started, limits, cancellationToken).ConfigureAwait(false);
            var runner = new AuditRunner(parsed.GetValue(policies) ?? Path.Combine(context.ProgramDirectory, "policies"), signer, DataDirectory.OpenStore(folder, context.Clock), context.Clock, limits);
            var probes = parsed.GetValue(probe) ? await ProbeOption.OpenAsync(limits, cancellationToken).ConfigureAwait(false) : null;
            var request = new AuditRequest(reference, parsed.GetValue(profile)!, inputs, parsed.GetValue(at), id => parsed.GetValue(target) ?? PackageName.For(reference, started, id)) { Images = context.Images.For(parsed), Platform = parsed.GetValue(platform), Feeds = catalog?.Catalog, Probes = probes, Record = record, Asset = parsed.GetValue(asset), Template = CallerFiles.ReadTemplate(parsed.GetValue(template), limits) };
            var progress = ProgressLine.For(context.Terminal, parsed.GetValue(json));
            AuditOutcome outcome;
            using (progress as IDisposable)
            {
                outcome = await runner.RunAsync(request, progress, cancellationToken).ConfigureAwait(false);
            }

            if (parsed.GetValue(json)) JsonOutput.Write(context.Terminal.Output, writer => AuditJson.Write(writer, outcome.Record, outcome.Draft.Evaluation));
            else AuditSummary.Write(context.Terminal, outcome, keys.IsGiven(parsed) ? "<root of your certificate>" : new IdentityFolder(folder).AnchorPath, made);
            return ExitCodeOf(outcome, parsed.GetValue(acceptWaived));
        });
        return verb;
    }

    private static int ExitCodeOf(AuditOutcome outcome, bool acceptWaived) => (acceptWaived ? outcome.Draft.Evaluation.VerdictAcceptingWaivers : outcome.Record.Verdict) switch
    {
        Verdict.NotMet => ExitCodes.Bad,
        Verdict.Met when outcome.GapCount == 0 => ExitCodes.Good,
        _ => ExitCodes.Open,
    };
}
