using System.Collections.Immutable;
using Compliance.Evidence.Collection.CryptoModules;
using Compliance.Evidence.Collection.Packages.Languages;
using Compliance.Formats.CryptoModules.Boundaries;
using Compliance.Formats.Reading;
using Compliance.Policy.Facts;

namespace Compliance.Evidence.Collection.Vulnerabilities;

/// <summary>
/// Which packages hold cryptographic modules of a certificate, an update stream or a submission, and on which side of a module's boundary a vulnerability of such a package lies
/// (FedRAMP's policy on cryptographic modules v1.1, FRR9). What is not known never counts as outside.
/// </summary>
internal sealed class ModuleHolders
{
    // Everything that Go ships, its module too, is one package to feeds, and no SBOM says which program has it of which release.
    private const string GoPackage = "pkg:golang/stdlib@";

    private readonly ModuleBoundaries boundaries;
    private readonly ImmutableArray<CryptoModuleFact> modules;
    private readonly ILookup<string, string> paths;
    private readonly string? unseen;

    private ModuleHolders(ModuleBoundaries boundaries, ImmutableArray<CryptoModuleFact> modules, ILookup<string, string> paths, string? unseen) =>
        (this.boundaries, this.modules, this.paths, this.unseen) = (boundaries, modules, paths, unseen);

    /// <param name="facts">After the collector of modules; without its facts it is unknown which package holds one.</param>
    public static ModuleHolders Of(ImageEvidence image, CollectionContext context, FactSetBuilder facts)
    {
        var looked = facts.CoverageOf(FactKind.CryptoModule);
        return new ModuleHolders(
            ModuleBoundaries.Of(image, context),
            [.. facts.Found<CryptoModuleFact>().Where(module => module.CertificateMatch is not { IsKnown: true, Value: "none" })],
            LanguagePackages.Of(image, context.Limits).Found.ToLookup(found => found.Purl.ToString(), found => found.Path, StringComparer.Ordinal),
            looked == Coverage.Complete ? null : looked == Coverage.Partial ? "not every file could be looked into for modules" : "nobody looked for cryptographic modules");
    }

    /// <summary>Paths of the modules that a package holds, whether the vulnerability lies inside of one, and who says so.</summary>
    public VulnerabilityFact Complete(VulnerabilityFact fact)
    {
        ImmutableArray<CryptoModuleFact> held = [.. modules.Where(module => Holds(fact, module)).OrderBy(module => module.Path, StringComparer.Ordinal)];
        if (held.IsEmpty) return fact with { Boundary = unseen is null ? Knowable<string>.Known("none") : Knowable<string>.Unknown(unseen) };
        var ids = fact.Aliases.Append(fact.Id).ToList();
        var answers = held.Select(module => (module.Path, Answer: boundaries.Place(ids, module))).ToList();
        var worst = answers.MaxBy(one => one.Answer.Place).Answer;
        return fact with
        {
            Modules = [.. held.Select(module => module.Path).Distinct(StringComparer.Ordinal)],
            Boundary = worst.Place == BoundaryPlace.Unknown ? Knowable<string>.Unknown(worst.Reason) : Knowable<string>.Known(Word(worst.Place)),
            BoundaryReasons = [.. answers.Select(one => $"{one.Path}: {Word(one.Answer.Place)}; {one.Answer.Reason}{(one.Answer.Source.Length == 0 ? "" : $" ({one.Answer.Source})")}")],
        };
    }

    private bool Holds(VulnerabilityFact fact, CryptoModuleFact module)
    {
        if (fact.Purl.StartsWith(GoPackage, StringComparison.Ordinal)) return module.Family == "go";
        if (module.Package.Length > 0) return IsOfSystem(fact.Purl) && (fact.Package == module.Package || fact.Package == module.PackageOrigin) && (fact.InstalledVersion.Length == 0 || fact.InstalledVersion == module.PackageVersion);
        return module.Family != "go" && paths[fact.Purl].Contains(module.Path, StringComparer.Ordinal);
    }

    private static bool IsOfSystem(string purl) => purl.Length == 0 || purl.StartsWith("pkg:apk/", StringComparison.Ordinal) || purl.StartsWith("pkg:deb/", StringComparison.Ordinal) || purl.StartsWith("pkg:rpm/", StringComparison.Ordinal);

    private static string Word(BoundaryPlace place) => place switch
    {
        BoundaryPlace.Outside => "outside",
        BoundaryPlace.Fixed => "fixed",
        BoundaryPlace.Inside => "inside",
        _ => "unknown",
    };
}
