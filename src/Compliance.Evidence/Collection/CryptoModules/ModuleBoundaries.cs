using System.Collections.Immutable;
using Compliance.Formats.CryptoModules;
using Compliance.Formats.CryptoModules.Boundaries;
using Compliance.Formats.Reading;
using Compliance.Policy.Facts;

namespace Compliance.Evidence.Collection.CryptoModules;

/// <summary>The list of vulnerabilities and module boundaries that came with an audit. Without one, or with a damaged one, it is unknown where any vulnerability lies.</summary>
/// <param name="List">Null when there is none to rest on.</param>
/// <param name="Missing">Why, for people; empty with a list.</param>
/// <param name="On">The day that is judged.</param>
internal sealed record ModuleBoundaries(BoundaryList? List, string Missing, ImmutableArray<Defect> Defects, DateOnly On)
{
    /// <summary>Days for which a list that names nothing says that there is nothing: as long as that of certificates counts as recent. What it names stays true.</summary>
    private const int MaxAgeDays = 92;

    public static ModuleBoundaries Of(ImageEvidence image, CollectionContext context) => image.Derived(_ => Read(context));

    /// <summary>Vulnerabilities inside of a module, for one whose code is that of its certificate: a rebuild may have a fix under the same version.</summary>
    public Knowable<ImmutableArray<string>> InsideOf(CryptoModuleFact module)
    {
        if (List is null) return Knowable<ImmutableArray<string>>.Unknown(Missing);
        if (module.CertificateMatch is not { IsKnown: true, Value: "exact" }) return Knowable<ImmutableArray<string>>.Unknown("only of the very build of a certificate it is known which fixes it has");
        var found = List.Inside(module.Family, module.Name, VersionOf(module));
        if (found is { IsEmpty: true } && On.DayNumber - List.ReviewedOn.DayNumber > MaxAgeDays)
            return Knowable<ImmutableArray<string>>.Unknown(FormattableString.Invariant($"the list was reviewed on {List.ReviewedOn:yyyy-MM-dd}, more than {MaxAgeDays} days before: what became known since is not in it"));
        return found is { } inside
            ? Knowable<ImmutableArray<string>>.Known(inside)
            : Knowable<ImmutableArray<string>>.Unknown($"no list tells of {module.Name} {(module.Version.IsKnown ? module.Version.Value : "")}".TrimEnd());
    }

    /// <summary>Where a vulnerability of the package that holds a module lies.</summary>
    /// <param name="ids">All ids of the vulnerability.</param>
    public BoundaryAnswer Place(IEnumerable<string> ids, CryptoModuleFact module) =>
        List?.Place(ids, module.Family, module.Name, VersionOf(module)) ?? new BoundaryAnswer(BoundaryPlace.Unknown, Missing, "");

    private static ModuleVersion? VersionOf(CryptoModuleFact module) =>
        module is { Version.IsKnown: true, Build.IsKnown: true } ? new ModuleVersion(module.Version.Value, module.Build.Value) : null;

    private static ModuleBoundaries Read(CollectionContext context)
    {
        var on = DateOnly.FromDateTime(context.EvaluatedAt.UtcDateTime);
        if (!context.Catalogs.TryGetValue(BoundaryList.Path, out var bytes)) return new ModuleBoundaries(null, "the policy set has no list of vulnerabilities and module boundaries", [], on);
        var reading = BoundaryListReader.Read(bytes, BoundaryList.Path, context.Limits);
        return reading.TryGet(out var list)
            ? new ModuleBoundaries(list, "", [], on)
            : new ModuleBoundaries(null, "the list of vulnerabilities and module boundaries is damaged", [new Defect(CryptoModuleDiagnostics.BoundariesUnread, new Locator(BoundaryList.Path), reading.Defects[0].Message), .. reading.Defects], on);
    }
}
