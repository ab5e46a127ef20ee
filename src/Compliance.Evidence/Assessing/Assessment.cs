using System.Collections.Immutable;
using Compliance.Cryptography.Hashing;
using Compliance.Evidence.Collection;
using Compliance.Evidence.Raw;
using Compliance.Formats.Reading;
using Compliance.Policy.Evaluating;
using Compliance.Policy.Facts;
using Compliance.Policy.Library;
using Compliance.Policy.Results;

namespace Compliance.Evidence.Assessing;

/// <summary>
/// Raw evidence and policy files → facts and verdicts. Audits and the verifier make it by the same call, so that the same evidence, policies and
/// date give the same bytes anywhere.
/// </summary>
public sealed record Assessment(PolicySet Policies, ImmutableArray<FactSet> Facts, Evaluation Evaluation)
{
    private const string CatalogFolder = "catalogs/";

    /// <summary>Rejected when policies, profile or system file can't be used; what is wrong with the image is in the facts.</summary>
    /// <param name="files">Of the <c>policies/</c> folder, or of a package.</param>
    /// <param name="evaluatedAt">The date that rules and certificates are judged on.</param>
    public static Reading<Assessment> Make(RawEvidence raw, IEnumerable<PolicyFile> files, string profileId, DateTimeOffset evaluatedAt, Limits limits) =>
        Make(raw, files, profileId, evaluatedAt, limits, Collectors.Without(raw.LeftOut));

    /// <summary>The same with chosen collectors.</summary>
    public static Reading<Assessment> Make(
        RawEvidence raw, IEnumerable<PolicyFile> files, string profileId, DateTimeOffset evaluatedAt, Limits limits, ImmutableArray<ICollector> collectors)
    {
        var system = ReadSystem(raw, limits);
        if (!system.TryGet(out var systemFile)) return Readings.Reject<Assessment>(system.Defects);
        if (raw.Nodes is { } nodes && NodeInventory.Read(nodes.ReadAll(limits), nodes.Item.Origin, limits) is { Defects: { IsEmpty: false } defects }) return Readings.Reject<Assessment>(defects);
        var library = PolicyLibrary.Load(files, limits);
        if (!library.TryGet(out var loaded)) return Readings.Reject<Assessment>(library.Defects);
        var selection = loaded.Select(profileId, systemFile, limits);
        if (!selection.TryGet(out var policies)) return Readings.Reject<Assessment>(selection.Defects);

        var catalogs = policies.Files
            .Where(file => file.Path.StartsWith(CatalogFolder, StringComparison.Ordinal))
            .ToDictionary(file => file.Path[CatalogFolder.Length..], file => file.Content, StringComparer.Ordinal);
        var facts = Collectors.Collect(raw, new CollectionContext(limits, evaluatedAt, catalogs), collectors);
        var evaluation = PolicyEngine.Evaluate(policies, facts, evaluatedAt, bytes => Digests.Sha256(bytes));
        return Readings.Accept(new Assessment(policies, facts, PeopleEvidence.Apply(WaiverEvidence.Apply(PolicySetEvidence.Apply(evaluation, policies, raw, limits), policies, raw, limits), policies, raw, limits)));
    }

    private static Reading<SystemFile> ReadSystem(RawEvidence raw, Limits limits) =>
        raw.System is { } document ? SystemFile.Read(document.ReadAll(limits), document.Item.Origin, limits) : Readings.Accept(SystemFile.Neutral);
}
