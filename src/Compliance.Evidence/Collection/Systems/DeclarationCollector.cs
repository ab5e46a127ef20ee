using System.Globalization;
using Compliance.Evidence.Collection.CryptoModules;
using Compliance.Evidence.Raw;
using Compliance.Formats.CryptoModules.Cmvp;
using Compliance.Policy.Documents;
using Compliance.Policy.Facts;

namespace Compliance.Evidence.Collection.Systems;

/// <summary>
/// What the system file and the node inventory state about the image. Without a system file nothing is stated, which is not the same as that there is nothing. Of modules outside of
/// the images only the certificate is looked up; everything else is the provider's word.
/// </summary>
public sealed class DeclarationCollector : ICollector
{
    public string Id => "declarations@2";

    public void Collect(ImageEvidence image, CollectionContext context, FactSetBuilder facts)
    {
        var system = SystemStatements.Of(image, context.Limits);
        AddNodes(image, system, facts);
        if (system.Document is not { } document || image.System is not { } file)
        {
            facts.Cover(FactKind.Declaration, Coverage.NotCollected);
            return;
        }

        facts.Cover(FactKind.Declaration, Coverage.Complete);
        foreach (var (service, index) in system.Services)
        {
            Add("services", index, $"service/{service.Name}", new DeclarationFact { Topic = "service", Name = service.Name, Service = service.Name });
            foreach (var use in service.Uses) Add("services", index, $"use/{service.Name}/{use.Name}", DeclaredFacts.Of(service, use));
        }

        var today = UsDate.Of(context.EvaluatedAt);
        var outside = new OutsideModules(ModuleCatalogs.Of(image, context).Catalog, today);
        Each("modules", document.Modules, module => $"module/{module.Name}", outside.Of);
        Each("submissions", document.Submissions, one => $"submission/{one.Module}", one => DeclaredFacts.Of(one, today));
        Each("unvalidated", document.Unvalidated, one => $"unvalidated/{one.Module}/{one.Component}", one => DeclaredFacts.Of(one, today));
        Each("exchanges", document.Exchanges, one => $"exchange/{one.Module}", outside.Of);
        if (document.ModuleStream is { } stream)
            facts.Add("stream", DeclaredFacts.Of(stream), new FactSource(file.Item.Sha256, file.Locate(pointer: "/moduleStream")), Reperformance.Rederived);

        void Each<T>(string list, IReadOnlyList<T> items, Func<T, string> key, Func<T, DeclarationFact> make)
        {
            for (var index = 0; index < items.Count; index++) Add(list, index, key(items[index]), make(items[index]));
        }

        var names = SystemStatements.Names(image);
        for (var index = 0; index < document.Registries.Length; index++)
        {
            var registry = document.Registries[index];
            if (registry.Holds(names)) Add("registries", index, $"registry/{registry.Name}", new DeclarationFact { Topic = "registry", Name = registry.Name, ScanEveryDays = registry.ScanEveryDays });
        }

        void Add(string list, int index, string key, DeclarationFact fact) =>
            facts.Add(key, fact, new FactSource(file.Item.Sha256, file.Locate(pointer: FormattableString.Invariant($"/{list}/{index}"))), Reperformance.Rederived);
    }

    private static void AddNodes(ImageEvidence image, SystemStatements system, FactSetBuilder facts)
    {
        if (image.Nodes is not { } file) return;
        foreach (var (node, index) in system.Nodes)
        {
            var fact = new DeclarationFact { Topic = "node", Name = node.Name, Environment = node.Environment, HostFips = DeclaredFacts.Word(node.Fips), Dated = system.NodesDated, Notes = node.Kernel ?? "" };
            facts.Add($"node/{node.Name}", fact, new FactSource(file.Item.Sha256, file.Locate(pointer: string.Create(CultureInfo.InvariantCulture, $"/nodes/{index}"))), Reperformance.Rederived);
        }
    }
}
