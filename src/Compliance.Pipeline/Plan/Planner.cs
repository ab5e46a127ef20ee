using System.Collections.Immutable;
using Compliance.Evidence.Assessing;
using Compliance.Formats.Packages.Apk.Versions;
using Compliance.Formats.Packages.Apko.Model;
using Compliance.Formats.Reading;
using Compliance.Pipeline.Compose;
using Compliance.Pipeline.Compose.Output;
using Compliance.Pipeline.Plan.Finding;

namespace Compliance.Pipeline.Plan;

/// <summary>
/// Makes plans by trying: the configuration is composed in memory and audited, what the policies allow is changed, and it is tried again until nothing more can be
/// done. What the last trial met is the prediction.
/// </summary>
public sealed class Planner
{
    private const int MaxRounds = 6;

    private readonly PlanRequest request;
    private readonly CancellationToken cancellation;
    private readonly List<PlannedOperation> done = [];
    private readonly HashSet<(OperationKind, string)> tried = [];

    private Planner(PlanRequest request, CancellationToken cancellation) => (this.request, this.cancellation) = (request, cancellation);

    /// <summary>Rejected when the packages of the owner's configuration can't be had, or the configuration can't be composed at all.</summary>
    public static Reading<RebuildPlan> Make(PlanRequest request, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new Planner(request, cancellation).Run();
    }

    private Reading<RebuildPlan> Run()
    {
        var configuration = Replaced(request.Compose.Configuration);
        var composing = Compose(configuration);
        for (var round = 0; ; round++)
        {
            if (!composing.TryGet(out var composition)) return Readings.Reject<RebuildPlan>(composing.Defects);
            var trial = TrialAudit.Run(request, configuration, composition, cancellation);
            if (!trial.TryGet(out var assessment)) return Readings.Reject<RebuildPlan>(trial.Defects);
            var found = new OperationFinder(assessment, composition, configuration, request.Recipe).Find().Where(one => tried.Add((one.Operation.Kind, one.Operation.Target))).ToList();
            if (found.Count == 0 || round == MaxRounds) return Readings.Accept(new PlanReport(request, composition, assessment, configuration, done).Write());
            (configuration, composing) = Change(configuration, composing, found);
        }
    }

    /// <summary>Applies what was found, all at once; where that can't be composed, one after the other, without those that stand in the way.</summary>
    private (ApkoConfiguration, Reading<Composition>) Change(ApkoConfiguration configuration, Reading<Composition> last, List<FoundOperation> found)
    {
        var all = found.Aggregate(configuration, (one, operation) => operation.Apply(one));
        var composed = Compose(all);
        if (composed is Reading<Composition>.Accepted)
        {
            done.AddRange(found.Select(one => one.Operation));
            return (all, composed);
        }

        foreach (var operation in found)
        {
            var next = operation.Apply(configuration);
            var attempt = Compose(next);
            if (attempt is not Reading<Composition>.Accepted) continue;
            (configuration, last) = (next, attempt);
            done.Add(operation.Operation);
        }

        return (configuration, last);
    }

    private Reading<Composition> Compose(ApkoConfiguration configuration)
    {
        cancellation.ThrowIfCancellationRequested();
        return ImageComposer.Compose(request.Compose with { Configuration = configuration });
    }

    private ApkoConfiguration Replaced(ApkoConfiguration configuration)
    {
        var world = ImmutableArray.CreateBuilder<string>();
        foreach (var text in configuration.Contents.Packages)
        {
            var name = ApkDependency.TryParse(text, out var item) ? item.Name : text;
            if (!request.Recipe.Replace.TryGetValue(name, out var other))
            {
                world.Add(text);
                continue;
            }

            if (other.Length > 0) world.Add(other);
            done.Add(other.Length > 0
                ? new PlannedOperation(OperationKind.ReplacePackage, name, $"by {other}, as the recipe says", [])
                : new PlannedOperation(OperationKind.DropPackage, name, "as the recipe says", []));
        }

        return configuration with { Contents = configuration.Contents with { Packages = [.. world.Distinct(StringComparer.Ordinal)] } };
    }
}
