using Compliance.Policy.Documents;
using Compliance.Policy.Facts;

namespace Compliance.Evidence.Collection.Systems;

/// <summary>What the system file states about the image. Without a system file nothing is stated, which is not the same as that there is nothing.</summary>
public sealed class DeclarationCollector : ICollector
{
    public string Id => "declarations@1";

    public void Collect(ImageEvidence image, CollectionContext context, FactSetBuilder facts)
    {
        var system = SystemStatements.Of(image, context.Limits);
        if (system.Document is not { } document)
        {
            facts.Cover(FactKind.Declaration, Coverage.NotCollected);
            return;
        }

        facts.Cover(FactKind.Declaration, Coverage.Complete);
        foreach (var (service, index) in system.Services)
        {
            Add("services", index, $"service/{service.Name}", new DeclarationFact { Topic = "service", Name = service.Name, Service = service.Name });
            foreach (var use in service.Uses) Add("services", index, $"use/{service.Name}/{use.Name}", Use(service, use));
        }

        for (var index = 0; index < document.Modules.Length; index++)
        {
            var module = document.Modules[index];
            Add("modules", index, $"module/{module.Name}", new DeclarationFact { Topic = "module", Name = module.Name, Module = module.Name, Version = module.Version });
        }

        for (var index = 0; index < document.Submissions.Length; index++)
        {
            var one = document.Submissions[index];
            Add("submissions", index, $"submission/{one.Module}", new DeclarationFact { Topic = "submission", Name = one.Module, Module = one.Module, Version = one.Version, Released = one.Released, Submitted = one.Submitted ?? "" });
        }

        void Add(string list, int index, string key, DeclarationFact fact) =>
            facts.Add(key, fact, new FactSource(image.System!.Item.Sha256, image.System.Locate(pointer: FormattableString.Invariant($"/{list}/{index}"))), Reperformance.Rederived);
    }

    private static DeclarationFact Use(ServiceDocument service, CryptographicUseDocument use) => new()
    {
        Topic = "use",
        Name = use.Name,
        Service = service.Name,
        Module = use.Module ?? "",
        Purpose = use.Purpose switch { CryptographicPurpose.DataInTransit => "data-in-transit", CryptographicPurpose.DataAtRest => "data-at-rest", _ => "other" },
        Entropy = use.Entropy ?? "",
    };
}
