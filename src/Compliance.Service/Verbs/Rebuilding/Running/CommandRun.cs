using System.Collections.Immutable;
using Compliance.Cryptography.Hashing;
using Compliance.Formats;
using Compliance.Formats.Reading;
using Compliance.Pipeline.Attaching;
using Compliance.Pipeline.Run;
using Compliance.Pipeline.Statements;
using Compliance.Service.Auditing;
using Compliance.Service.CommandLine;
using Compliance.Service.Configuration;
using Compliance.Service.Verbs.Rebuilding.Planning;

namespace Compliance.Service.Verbs.Rebuilding.Running;

/// <summary>The steps of a rebuild by a command of the owner, each recorded when it is whole. What the command makes can't be predicted: it is judged when it is there.</summary>
internal sealed class CommandRun(RecipeFile recipe, long? epoch, RunAudits audits)
{
    private const string Built = "built";

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(60);

    private readonly ImmutableArray<(string Name, Digest Digest)> inputs = CommandBuild.Inputs(recipe.Folder, recipe.Recipe.Inputs);

    /// <exception cref="VerbFailure">The folder holds another rebuild, the command fails, or an audit can't run.</exception>
    public async Task<RebuildOutcome> RunAsync(DateTimeOffset begunAt, IAuditProgress progress, CancellationToken cancellation)
    {
        var plan = CommandStatements.Plan(recipe.Recipe, recipe.Files.AddRange(inputs), audits.Subject, audits.Audit.ProfileId, epoch);
        var opened = RebuildJournal.Open(audits.Folder, ContentHasher.Sha256(plan), begunAt);
        if (!opened.TryGet(out var journal)) throw new VerbFailure(ExitCodes.UnreadableInput, $"{audits.Folder} can't be used", "name another folder with --out", opened.Defects);
        using var held = journal;
        var steps = 0;
        await DoAsync("plan", () => Task.FromResult(WritePlan(plan))).ConfigureAwait(false);
        await DoAsync("build", () => BuildAsync(cancellation)).ConfigureAwait(false);
        await DoAsync("attach", () => Task.FromResult(Attach(journal, plan))).ConfigureAwait(false);
        await DoAsync("audit-before", () => audits.BeforeAsync(progress, cancellation)).ConfigureAwait(false);
        await DoAsync("audit-after", () => audits.AfterAsync(progress, cancellation)).ConfigureAwait(false);
        await DoAsync("delta", () => Task.FromResult(audits.WriteDelta(journal))).ConfigureAwait(false);
        return new RebuildOutcome(null, audits.Delta(journal), Read().Image, audits.Folder, steps);

        async Task DoAsync(string step, Func<Task<IEnumerable<string>>> work)
        {
            cancellation.ThrowIfCancellationRequested();
            progress.Step(step);
            if (journal.IsDone(step)) return;
            await journal.DoAsync(step, work, audits.Tools.Clock).ConfigureAwait(false);
            steps++;
        }
    }

    private IEnumerable<string> WritePlan(byte[] plan)
    {
        WholeFile.Write(Path.Combine(audits.Folder, "plan.json"), plan);
        return ["plan.json"];
    }

    /// <summary>Runs the command in a sandbox over a copy of its inputs and takes what it left.</summary>
    private async Task<IEnumerable<string>> BuildAsync(CancellationToken cancellation)
    {
        var target = Path.Combine(audits.Folder, Built);
        if (Directory.Exists(target)) Directory.Delete(target, recursive: true);
        var scratch = Directory.CreateTempSubdirectory("compliance-build-");
        try
        {
            var reading = await CommandBuild.RunAsync(recipe.Folder, recipe.Recipe, epoch, scratch.FullName, Limit, audits.Limits, cancellation).ConfigureAwait(false);
            if (!reading.TryGet(out var built)) throw new VerbFailure(ExitCodes.UnreadableInput, "the command left no image", "run it by hand in a copy of its folder, without a network", reading.Defects);
            built.Layout(RebuiltLayout.Tag).WriteTo(target);
            return [.. built.Blobs.Keys.Select(digest => $"{Built}/blobs/sha256/{digest.Hex}"), $"{Built}/index.json"];
        }
        finally
        {
            scratch.Delete(recursive: true);
        }
    }

    private BuiltLayout Read()
    {
        var reading = BuiltLayout.Read(Path.Combine(audits.Folder, Built), audits.Limits);
        return reading.TryGet(out var built) ? built : throw new VerbFailure(ExitCodes.UnreadableInput, "what the command left can't be read", "run again into another folder", reading.Defects);
    }

    private IEnumerable<string> Attach(RebuildJournal journal, byte[] plan)
    {
        var built = Read();
        var facts = new BuildFacts(
            recipe.Recipe.Image, recipe.Recipe.Builder, ProductVersion.Text, recipe.Files.AddRange(inputs), Seconds(journal.StartedAt), Seconds(audits.Tools.Clock.GetUtcNow()), $"urn:sha256:{ContentHasher.Sha256(plan).Hex}");
        var layout = built.Layout(RebuiltLayout.Tag);
        foreach (var subject in built.Subjects)
        {
            layout.Attach(subject, Attachment.Signature(subject.Digest, facts.Image, audits.Tools.ImageSigner));
            layout.Attach(subject, Attachment.Statement(CommandStatements.Provenance(subject.Digest, facts, recipe.Recipe, epoch), PredicateTypes.Provenance, audits.Tools.ImageSigner));
        }

        layout.WriteTo(audits.ImageFolder);
        return [.. layout.Blobs.Select(blob => $"image/blobs/sha256/{blob.Key.Hex}"), "image/oci-layout", "image/index.json"];
    }

    private static DateTimeOffset Seconds(DateTimeOffset time) => DateTimeOffset.FromUnixTimeSeconds(time.ToUnixTimeSeconds());
}
