using System.Collections.Immutable;
using Compliance.Cryptography.Hashing;
using Compliance.Formats;
using Compliance.Formats.Reading;
using Compliance.Pipeline;
using Compliance.Pipeline.Attaching;
using Compliance.Pipeline.Compose;
using Compliance.Pipeline.Compose.Locking;
using Compliance.Pipeline.Compose.Output;
using Compliance.Pipeline.Plan;
using Compliance.Pipeline.Run;
using Compliance.Pipeline.Statements;
using Compliance.Pipeline.Statements.Sboms;
using Compliance.Pipeline.Testing;
using Compliance.Service.Auditing;
using Compliance.Service.CommandLine;
using Compliance.Service.Verbs.Rebuilding.Planning;

namespace Compliance.Service.Verbs.Rebuilding.Running;

/// <summary>The steps of a rebuild, each recorded in the journal when it is whole: what was done is not done again, also after a kill.</summary>
internal sealed class RebuildRun
{
    private const string SignedLock = "lock.dsse.json";

    private readonly PlanRequest request;
    private readonly RebuildPlan plan;
    private readonly string folder;
    private readonly RebuildTools tools;
    private readonly Lazy<Composition> composition;
    private readonly RunAudits audits;

    public RebuildRun(PlanRequest request, RebuildPlan plan, string folder, RebuildTools tools)
    {
        (this.request, this.plan, this.folder, this.tools) = (request, plan, folder, tools);
        composition = new Lazy<Composition>(Compose);
        audits = new RunAudits(folder, new ResultAudit(tools, request.ProfileId, request.Inputs, request.EvaluatedAt, request.Limits), request.Subject, request.Recipe.Image);
    }

    /// <exception cref="VerbFailure">The folder holds another rebuild, what is composed is not what was planned, or an audit can't run.</exception>
    public async Task<RebuildOutcome> RunAsync(DateTimeOffset begunAt, IAuditProgress progress, CancellationToken cancellation)
    {
        var document = PlanDocument.Write(plan);
        var opened = RebuildJournal.Open(folder, ContentHasher.Sha256(document), begunAt);
        if (!opened.TryGet(out var journal)) throw new VerbFailure(ExitCodes.UnreadableInput, $"{folder} can't be used", "name another folder with --out", opened.Defects);
        using var held = journal;
        var steps = 0;
        await DoAsync("plan", () => Write("plan.json", document)).ConfigureAwait(false);
        await DoAsync("compose", () => Task.FromResult(WriteImages())).ConfigureAwait(false);
        await DoAsync("describe", () => Task.FromResult(WriteDocuments())).ConfigureAwait(false);
        if (!request.Recipe.Tests.IsEmpty) await DoAsync("test", () => TestAsync(cancellation)).ConfigureAwait(false);
        await DoAsync("lock", () => Task.FromResult(WriteLock())).ConfigureAwait(false);
        await DoAsync("attach", () => Task.FromResult(Attach(journal))).ConfigureAwait(false);
        await DoAsync("audit-before", () => audits.BeforeAsync(progress, cancellation)).ConfigureAwait(false);
        await DoAsync("audit-after", () => audits.AfterAsync(progress, cancellation)).ConfigureAwait(false);
        await DoAsync("delta", () => Task.FromResult(audits.WriteDelta(journal))).ConfigureAwait(false);
        return new RebuildOutcome(plan, audits.Delta(journal), composition.Value.IndexDigest, folder, steps);

        async Task DoAsync(string step, Func<Task<IEnumerable<string>>> work)
        {
            cancellation.ThrowIfCancellationRequested();
            progress.Step(step);
            if (journal.IsDone(step)) return;
            await journal.DoAsync(step, work, tools.Clock).ConfigureAwait(false);
            steps++;
        }
    }

    private Task<IEnumerable<string>> Write(string name, byte[] content)
    {
        WholeFile.Write(Path.Combine(folder, name), content);
        return Task.FromResult<IEnumerable<string>>([name]);
    }

    private Composition Compose()
    {
        var reading = ImageComposer.Compose(request.Compose with { Configuration = plan.Configuration });
        if (!reading.TryGet(out var composed)) throw RebuildInput.Refused("the image can't be composed", reading.Defects);
        var made = composed.Images.Select(image => (image.Architecture, image.ManifestDigest)).ToList();
        return made.SequenceEqual(plan.After)
            ? composed
            : throw new VerbFailure(ExitCodes.Fault, "what was composed is not what was planned, from the same inputs", "please report this: a composition must give the same bytes each time");
    }

    private IEnumerable<string> WriteImages()
    {
        var layout = new AttachedLayout();
        layout.Add(composition.Value, RebuiltLayout.Tag);
        layout.WriteTo(audits.ImageFolder);
        return layout.Blobs.Select(blob => $"image/blobs/sha256/{blob.Key.Hex}").ToList();
    }

    private IEnumerable<string> WriteDocuments()
    {
        var names = new List<string>();
        Directory.CreateDirectory(Path.Combine(folder, "sbom"));
        var (facts, created) = (Facts(composition.Value.Epoch), DateTimeOffset.FromUnixTimeSeconds(composition.Value.Epoch));
        foreach (var image in composition.Value.Images)
        {
            var bill = new ImageBill(image);
            var stem = $"sbom/{image.Architecture.Replace('/', '-')}";
            Put($"{stem}.spdx.json", SpdxText.Of(bill, facts, created));
            Put($"{stem}.cdx.json", CycloneDxText.Of(bill, facts, created));
        }

        Put("sbom/index.spdx.json", SpdxText.OfIndex(composition.Value, facts, created));
        Put("sbom/index.cdx.json", CycloneDxText.OfIndex(composition.Value, facts, created));
        return names;

        void Put(string name, byte[] content)
        {
            WholeFile.Write(Path.Combine(folder, name), content);
            names.Add(name);
        }
    }

    /// <summary>Runs the recipe's tests in the image: nothing is signed unless all pass.</summary>
    private async Task<IEnumerable<string>> TestAsync(CancellationToken cancellation)
    {
        if (!ImageTrial.IsPossible) throw new VerbFailure(ExitCodes.Fault, "the recipe's tests can't run here: there is no bubblewrap", "install bubblewrap, or take the tests out of the recipe");
        var image = ImageTrial.Startable(composition.Value)
            ?? throw new VerbFailure(ExitCodes.Fault, "the recipe's tests can't run here: no image is of this machine's architecture", "run where one is, or take the tests out of the recipe");
        var scratch = Directory.CreateTempSubdirectory("compliance-test-");
        try
        {
            var results = await ImageTrial.RunAsync(image, request.Recipe.Tests, scratch.FullName, cancellation).ConfigureAwait(false);
            var failed = results.Where(result => !result.IsPassed).Select(result => new Defect(PipelineCodes.TestFailed, new Locator(result.Name), result.Detail)).ToImmutableArray();
            if (failed.Length > 0) throw new VerbFailure(ExitCodes.Bad, "the image does not pass its tests; nothing was signed", "correct the image, or the tests under tests in the recipe", failed);
            return await Write("tests.json", TrialDocument.Write(image, results)).ConfigureAwait(false);
        }
        finally
        {
            scratch.Delete(recursive: true);
        }
    }

    /// <summary>The configuration as it was composed and a lock of it: with both the image is composed again without solving, as long as the packages are kept.</summary>
    private IEnumerable<string> WriteLock()
    {
        WholeFile.Write(Path.Combine(folder, LockContext.PlannedName), LockedConfiguration.Write(plan.Configuration));
        WholeFile.Write(Path.Combine(folder, SignedLock), Attachment.Envelope(LockStatement.Write(composition.Value, plan.Configuration, Pinned, request.Recipe.Image), tools.ImageSigner));
        return [LockContext.PlannedName, SignedLock];
    }

    private IEnumerable<string> Attach(RebuildJournal journal)
    {
        var now = tools.Clock.GetUtcNow();
        var facts = Facts(composition.Value.Epoch) with { StartedAt = Seconds(journal.StartedAt), FinishedAt = Seconds(now) };
        var layout = RebuiltLayout.Make(composition.Value, facts, plan.Configuration, Pinned, tools.ImageSigner, RebuiltLayout.Tag);
        layout.WriteTo(audits.ImageFolder);
        return layout.Blobs.Select(blob => $"image/blobs/sha256/{blob.Key.Hex}").Concat(["image/oci-layout", "image/index.json"]).ToList();
    }

    private LockContext Pinned => LockContext.OfPlanned(plan.Configuration, request.Engine, request.PolicyFiles);

    private BuildFacts Facts(long epoch)
    {
        var at = DateTimeOffset.FromUnixTimeSeconds(epoch);
        return new BuildFacts(request.Recipe.Image, request.Recipe.Builder, request.Engine, request.RecipeFiles, at, at, $"urn:sha256:{ContentHasher.Sha256(PlanDocument.Write(plan)).Hex}");
    }

    private static DateTimeOffset Seconds(DateTimeOffset time) => DateTimeOffset.FromUnixTimeSeconds(time.ToUnixTimeSeconds());
}
