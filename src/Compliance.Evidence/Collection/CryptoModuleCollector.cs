using System.Collections.Immutable;
using Compliance.Cryptography.ModuleIntegrity;
using Compliance.Evidence.Collection.CryptoModules;
using Compliance.Evidence.Collection.CryptoModules.Activation;
using Compliance.Evidence.Collection.Files;
using Compliance.Evidence.Collection.Systems;
using Compliance.Formats.CryptoModules;
using Compliance.Formats.CryptoModules.Cmvp;
using Compliance.Formats.CryptoModules.OpenSsl.Activation;
using Compliance.Formats.CryptoModules.Scanning;
using Compliance.Formats.Reading;
using Compliance.Oci.Files;
using Compliance.Policy.Facts;

namespace Compliance.Evidence.Collection;

/// <summary>
/// Cryptographic modules: OpenSSL providers from their raw bytes, everything else from the record of the look through the image's programs. Each fact
/// keeps its axes apart; none of them says validated by itself.
/// </summary>
public sealed class CryptoModuleCollector : ICollector
{
    /// <summary>What it is called where it is left out.</summary>
    internal const string Name = "crypto-modules";

    public string Id => $"{Name}@1";

    public void Collect(ImageEvidence image, CollectionContext context, FactSetBuilder facts)
    {
        var evidence = ModuleEvidence.From(image, context);
        facts.Gaps(FactKind.CryptoModule, evidence.Gaps);
        if (evidence.Scan is not { } scan || evidence.Config is null)
        {
            facts.Cover(FactKind.CryptoModule, Coverage.NotCollected);
            return;
        }

        new Run(evidence, scan, facts).Collect();
        facts.Cover(FactKind.CryptoModule, Coverage.Complete);
    }

    private sealed class Run
    {
        private readonly ModuleEvidence evidence;
        private readonly ScanDocument scan;
        private readonly FactSetBuilder facts;
        private readonly OpenSslActivations activations;
        private readonly LoadGraph graph;
        private readonly LaunchCommand command;
        private readonly ImmutableArray<string> entropySources;
        private readonly OwnedFiles owned;
        private readonly ModuleBoundaries boundaries;
        private int reachable;
        private int byContent;
        private int valuesByContent;

        public Run(ModuleEvidence evidence, ScanDocument scan, FactSetBuilder facts)
        {
            (this.evidence, this.scan, this.facts) = (evidence, scan, facts);
            var byPath = scan.Files.ToDictionary(file => file.Path, StringComparer.Ordinal);
            command = LaunchCommand.Of(evidence.Config!, evidence.Image.Root, byPath);
            graph = new LoadGraph(evidence, scan.Files, command);
            owned = SystemOwnership.Of(evidence.Image, evidence.Context.Limits).Files;
            boundaries = ModuleBoundaries.Of(evidence.Image, evidence.Context);
            entropySources = EntropySources.Of(scan, evidence.Catalog);
            activations = new OpenSslActivations(evidence, command, scan.Files.SelectMany(file => file.Modules.Select(module => (file.Path, module))));
        }

        public void Collect()
        {
            facts.Gaps(FactKind.CryptoModule, graph.Unread);
            facts.Gaps(FactKind.CryptoModule, boundaries.Defects);
            AddJava();
            foreach (var provider in evidence.Providers.Values) AddProvider(provider);
            foreach (var file in scan.Files)
            {
                foreach (var module in file.Modules) AddFound(file, module);
            }

            var named = evidence.Image.Root.FilesWhere(ModulePaths.IsModule).Count();
            Count("cryptoModules", named + byContent, $"files with the name of a module in the inventory ({named}), and further ones found by content ({byContent})");
            var carriers = evidence.Image.Root.FilesWhere(ModulePaths.CarriesIntegrityValue).Count();
            Count("integrityValues", carriers + valuesByContent, $"files whose name says that they carry an integrity value ({carriers}), and further ones found by content ({valuesByContent})");
            Count("reachableCryptoModules", reachable, "modules that the load graph reaches, or may reach");
        }

        private void AddJava()
        {
            var gaps = new List<Defect>();
            foreach (var (fact, source) in new JavaPlatforms(evidence, command, graph).Facts(gaps))
            {
                byContent++;
                Add(fact, new FactSource(source.Item.Sha256, source.Locate()), Reperformance.Rederived);
            }

            facts.Gaps(FactKind.CryptoModule, gaps);
        }

        private void AddProvider(ProviderBytes provider)
        {
            var identity = provider.Identity;
            var path = provider.File.Path;
            var activation = activations.For(path);
            var section = activations.Section(path);
            // Another provider is no library that a FIPS provider serves: its own cryptography is what an activated section gives to programs.
            var fact = Base(identity.IsFips ? "openssl-provider" : "openssl-other-provider", identity.Name ?? "", identity.Version, provider.File, identity.IsStub);
            fact = WithIntegrity(fact, provider, section?.ModuleMac);
            var state = activation is null ? ActivationState.Unknown : OpenSslActivations.StateFor(activation, path);
            var isActivated = section?.Activated == true;
            if (!identity.IsFips) state = isActivated ? ActivationState.On : ActivationState.Off;
            var reason = activation?.Reason ?? "no OpenSSL library of the image looks for it";
            fact = ModuleFacts.WithActivation(fact, activation, state, identity.IsFips ? reason : $"no FIPS provider ({(isActivated ? "activated" : "not activated")})");
            fact = ModuleFacts.WithReach(fact, ProviderReach(identity.IsFips, state, isActivated, path));
            fact = ModuleFacts.WithCertificates(fact, evidence.Catalog, new ModuleClaim(fact.Family, identity.Name, identity.Version, identity.IsStub), evidence.Context.EvaluatedAt);
            Add(fact, new FactSource(provider.Raw.Item.Sha256, provider.Raw.Locate()), Reperformance.Rederived);
        }

        private static CryptoModuleFact WithIntegrity(CryptoModuleFact fact, ProviderBytes provider, string? moduleMac)
        {
            if (!provider.Identity.IsFips && !ModulePaths.CarriesIntegrityValue(fact.Path))
            {
                return fact with { Integrity = Knowable<string>.Known("none"), IntegrityDetail = "only FIPS providers carry an integrity value" };
            }

            var integrity = OpenSslProviderIntegrity.Check(provider.Bytes.Span, provider.Identity, moduleMac);
            return fact with { Integrity = Knowable<string>.Known(integrity.Word), IntegrityDetail = integrity.Detail };
        }

        /// <summary>libcrypto opens providers by name. A FIPS provider that nothing activates may still be asked for; another one is judged when it is activated.</summary>
        private static (bool? Reachable, string Way) ProviderReach(bool isFips, ActivationState state, bool isActivated, string path)
        {
            if (state == ActivationState.On || isActivated) return (true, $"configured for libcrypto → {path}");
            return isFips ? (null, "no configuration loads it; a program may ask for it by name") : (false, "no configuration loads it");
        }

        private void AddFound(ScannedFile file, FoundModule module)
        {
            // An entropy source is no module: what rests on it is the caveat of a certificate.
            if (module.Family == "entropy-source" || ModulePaths.IsProvider(file.Path) || evidence.Image.Root.Find(file.Path) is not { } entry) return;
            if (!ModulePaths.IsModule(file.Path)) byContent++;
            var fact = Base(module.Family, module.Name, module.Version, entry, module.IsStub) with
            {
                Integrity = module.Integrity == "unknown" ? Knowable<string>.Unknown(module.IntegrityDetail) : Knowable<string>.Known(module.Integrity),
                IntegrityDetail = module.IntegrityDetail,
            };
            var resolved = activations.Of(file.Path);
            var (state, reason) = resolved is not null ? (resolved.State, resolved.Reason)
                : module.UsesSystemOpenSsl ? OwnActivation.OfSystem(activations.All, evidence.Config!)
                : OwnActivation.Of(module, evidence.Config!, command, evidence.Image, evidence.Context.Limits);
            fact = ModuleFacts.WithActivation(fact, resolved, state, reason);
            fact = ModuleFacts.WithReach(fact, graph.Reach(file.Path, isProgram: !module.IsLibrary && file.Elf?.Soname.Length == 0));
            fact = ModuleFacts.WithCertificates(fact, evidence.Catalog, new ModuleClaim(module.Family, module.Name.Length == 0 ? null : module.Name, module.Version, module.IsStub), evidence.Context.EvaluatedAt);
            // A value that was not recomputed leaves name and version only; BoringCrypto's is made by whoever builds it, for any release of the same number.
            if ((!fact.Integrity.IsKnown || module.Family == "boringcrypto") && fact.CertificateMatch is { IsKnown: true, Value: "exact" or "update-stream" }) fact = fact with { CertificateMatch = Knowable<string>.Known("candidate"), Algorithms = Knowable<ImmutableArray<string>>.Unknown("only of the very build of a certificate it is known what was tested") };
            Add(fact, new FactSource(evidence.ScanSource!.Item.Sha256, new Locator(file.Path)), Reperformance.Carried);
        }

        private void Add(CryptoModuleFact fact, FactSource source, Reperformance reperformance)
        {
            fact = fact with { OperationalEnvironment = SystemStatements.Of(evidence.Image, evidence.Context.Limits).EnvironmentOf(fact.Name) };
            if (!fact.Certificates.IsEmpty) fact = fact with { EntropySources = entropySources };
            if (owned.OwnerOf(fact.Path) is { } owner) fact = fact with { Package = owner.Name, PackageVersion = owner.Version, PackageOrigin = owner.Origin };
            fact = fact with { AffectedBy = boundaries.InsideOf(fact) };
            if (PackageHints.Of(evidence.Image, fact.Path, evidence.Context.Limits) is { Length: > 0 } hint) fact = fact with { CertificateReason = fact.CertificateReason.Length == 0 ? hint : $"{fact.CertificateReason}; {hint}" };
            if (!fact.Reachable.IsKnown || fact.Reachable.Value) reachable++;
            if (!ModulePaths.CarriesIntegrityValue(fact.Path) && fact.CarriesIntegrity) valuesByContent++;
            facts.Add($"{fact.Family}/{fact.Path}", fact, source, reperformance);
        }

        private void Count(string name, int count, string from) => facts.Add(
            name,
            new PopulationFact { Name = name, Count = count, CountedFrom = from },
            new FactSource(evidence.ScanSource!.Item.Sha256, new Locator(ScanDocument.Name)),
            Reperformance.FromInventory);

        private static CryptoModuleFact Base(string family, string name, ModuleVersion? version, FileEntry file, bool stub) =>
            ModuleFacts.Empty(family, name, version, file.Path, file.Layer, file.Sha256?.Hex ?? "", stub);
    }
}
