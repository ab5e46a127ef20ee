using System.Collections.Immutable;
using System.Globalization;
using Compliance.Evidence.Assessing;
using Compliance.Formats.Archives.Tar;
using Compliance.Formats.Packages.Apk.Versions;
using Compliance.Formats.Packages.Apko.Model;
using Compliance.Formats.Packages.Recipes;
using Compliance.Pipeline.Compose.Output;
using Compliance.Policy.Facts;
using Compliance.Policy.Results;

namespace Compliance.Pipeline.Plan.Finding;

/// <summary>
/// Finds what the configuration of a composed image can change about the policies that the image does not meet. What each policy allows stands in the policy itself
/// (<c>rebuild.can</c>).
/// </summary>
internal sealed class OperationFinder(Assessment assessment, Composition composition, ApkoConfiguration configuration, RebuildRecipe recipe)
{
    private const int SpecialBits = 0xC00;
    private const int WorldWrite = 0x2;

    /// <summary>Taken where a recipe names no providers.</summary>
    private static readonly ImmutableArray<string> KnownProviders = ["openssl-provider-fips", "openssl-config-fipshardened"];

    private readonly WorldPackages world = new(composition, configuration, recipe);

    public IEnumerable<FoundOperation> Find()
    {
        var allowed = assessment.Policies.Policies.ToDictionary(one => one.Policy.Id, one => one.Policy.Document.Rebuild?.Can ?? [], StringComparer.Ordinal);
        foreach (var result in assessment.Evaluation.Results.Where(result => result.Verdict is Verdict.NotMet or Verdict.Unknown))
        {
            var hardening = assessment.Facts.Where(facts => facts.Subject == result.Subject).SelectMany(facts => facts.Facts).Select(fact => fact.Value).OfType<HardeningFact>().FirstOrDefault();
            foreach (var action in allowed.GetValueOrDefault(result.PolicyId, []))
            {
                foreach (var found in Of(action, result, hardening)) yield return found;
            }
        }
    }

    private IEnumerable<FoundOperation> Of(string action, PolicyResult result, HardeningFact? hardening) => action switch
    {
        "set-user" => [new FoundOperation(Operation(OperationKind.SetUser, "accounts.run-as", "65532", result), one => one with { Accounts = one.Accounts with { RunAs = "65532" } })],
        "unset-env" => Known(hardening?.SecretEnvNames).Where(configuration.Environment.ContainsKey).Select(name => new FoundOperation(
            Operation(OperationKind.UnsetVariable, name, "leaves the environment", result), one => one with { Environment = one.Environment.Remove(name) })),
        "remove-packages" => PathsOf(result, hardening).Select(path => world.DropOwnerOf(path, result.PolicyId)).OfType<FoundOperation>(),
        "clear-setuid" => Known(hardening?.SetuidFiles).Where(path => !world.CanDropOwnerOf(path)).Select(path => Mode(path, OperationKind.ClearSetuid, ~SpecialBits, result)).OfType<FoundOperation>(),
        "fix-modes" => Known(hardening?.WorldWritable).Select(path => Mode(path, OperationKind.FixMode, ~WorldWrite, result)).OfType<FoundOperation>(),
        "add-provider" or "set-openssl-config" => result.Verdict == Verdict.NotMet ? Providers(result) : [],
        "update-packages" => result.Verdict == Verdict.NotMet ? world.Unpin(result.PolicyId) : [],
        _ => [],
    };

    private static IEnumerable<string> PathsOf(PolicyResult result, HardeningFact? hardening) => result.PolicyId switch
    {
        "no-shell" => Known(hardening?.Shells),
        "no-package-manager" => Known(hardening?.PackageManagers),
        "no-setuid" => Known(hardening?.SetuidFiles),
        _ => [],
    };

    private IEnumerable<FoundOperation> Providers(PolicyResult result)
    {
        var offered = composition.Images.SelectMany(image => image.Repositories).SelectMany(repository => repository.Index.Packages).Select(package => package.Name).ToHashSet(StringComparer.Ordinal);
        return (recipe.Providers.IsEmpty ? KnownProviders : recipe.Providers)
            .Where(name => offered.Contains(name) && !world.Has(name))
            .Select(name => new FoundOperation(
                Operation(OperationKind.AddProvider, name, "joins contents.packages", result),
                one => one with { Contents = one.Contents with { Packages = one.Contents.Packages.Add(name) } }));
    }

    private FoundOperation? Mode(string path, OperationKind kind, int mask, PolicyResult result)
    {
        var node = composition.Images.Select(image => image.Tree.Find(path)).FirstOrDefault(found => found is { Type: TarEntryType.Regular or TarEntryType.Directory });
        if (node is null || (node.Mode & mask) == node.Mode) return null;
        var mode = node.Mode & mask;
        var change = new ApkoPath { Path = $"/{path.TrimStart('/')}", Type = "permissions", Permissions = mode, Uid = node.Uid, Gid = node.Gid };
        return new FoundOperation(
            Operation(kind, path, string.Create(CultureInfo.InvariantCulture, $"mode {Convert.ToString(node.Mode, 8)} becomes {Convert.ToString(mode, 8)}"), result),
            one => one with { Paths = one.Paths.Add(change) });
    }

    private static IEnumerable<string> Known(Knowable<ImmutableArray<string>>? list) => list is { IsKnown: true } known ? known.Value : [];

    private static PlannedOperation Operation(OperationKind kind, string target, string detail, PolicyResult result) => new(kind, target, detail, [result.PolicyId]);
}
