using System.Collections.Immutable;
using Compliance.Formats.Packages.Apk.Versions;
using Compliance.Formats.Packages.Apko;
using Compliance.Formats.Reading;
using Compliance.Pipeline.Apk.Repositories;
using Compliance.Pipeline.Apk.Solving;
using Compliance.Pipeline.Compose.Locking;

namespace Compliance.Pipeline.Compose;

/// <summary>Opens the repositories of a configuration and solves its world for every architecture, with packages that all of them have.</summary>
public static class PackageResolver
{
    /// <param name="refused">Gets what can't be had, by architecture.</param>
    public static Reading<ImmutableArray<ResolvedPackages>> Resolve(ComposeRequest request, IList<(string Architecture, SolverRefusal Refusal)>? refused = null)
    {
        ArgumentNullException.ThrowIfNull(request);
        var defects = new DefectCollector(request.Limits);
        var world = World(request, defects);
        var architectures = Architectures(request);
        var opened = architectures.ToDictionary(name => name, name => Open(request, name, defects), StringComparer.Ordinal);
        if (defects.Count > 0) return Readings.Reject<ImmutableArray<ResolvedPackages>>(defects.ToImmutable());
        var universes = architectures.ToDictionary(
            name => name,
            name => new ApkUniverse(opened[name].Select(repository => (repository.Source, (IEnumerable<Compliance.Formats.Packages.Apk.ApkPackage>)repository.Index.Packages)), ApkoArchitectures.ToApk(name)!),
            StringComparer.Ordinal);
        refused?.Clear();
        var resolved = ImmutableArray.CreateBuilder<ResolvedPackages>();
        if (request.Lock is not null)
        {
            foreach (var name in architectures) resolved.Add(new ResolvedPackages(name, opened[name], LockedPackages.Find(request, universes[name], opened[name], defects)));
            return defects.Count > 0 ? Readings.Reject<ImmutableArray<ResolvedPackages>>(defects.ToImmutable()) : Readings.Accept(resolved.ToImmutable());
        }

        var options = SolverOptions.Default;
        var solutions = architectures.Length > 1
            ? ArchitectureAgreement.Solve(universes, world, out options)
            : ImmutableSortedDictionary<string, ApkSolution>.Empty.Add(architectures[0], ApkSolver.Solve(universes[architectures[0]], world, options));
        foreach (var name in architectures)
        {
            var solution = solutions[name];
            if (solution.Refusal is { } refusal)
            {
                refused?.Add((name, refusal));
                foreach (var cause in refusal.Causes) defects.Add(PipelineCodes.Unsolvable, new Locator(request.Document), $"{name}: {cause}");
                continue;
            }

            resolved.Add(new ResolvedPackages(name, opened[name], InLockedOrder(universes[name], solution, options)));
        }

        return defects.Count > 0 ? Readings.Reject<ImmutableArray<ResolvedPackages>>(defects.ToImmutable()) : Readings.Accept(resolved.ToImmutable());
    }

    /// <summary>apko composes from the locked configuration, whose packages are sorted: the order of installation follows from that.</summary>
    private static ImmutableArray<SelectedPackage> InLockedOrder(ApkUniverse universe, ApkSolution solution, SolverOptions options)
    {
        var locked = solution.Packages
            .Select(package => new ApkDependency(package.Candidate.Name, ApkRelation.Equal, package.Candidate.Version, package.Candidate.Source.Tag, false))
            .OrderBy(item => item.Constraint, StringComparer.Ordinal)
            .ToList();
        var again = ApkSolver.Solve(universe, locked, options);
        var reasons = solution.Packages.ToDictionary(package => package.Candidate);
        return again.IsSolved && again.Packages.Length == solution.Packages.Length && again.Packages.All(package => reasons.ContainsKey(package.Candidate))
            ? [.. again.Packages.Select(package => reasons[package.Candidate])]
            : solution.Packages;
    }

    private static ImmutableArray<string> Architectures(ComposeRequest request)
    {
        var names = request.Configuration.Architectures;
        return names.IsEmpty ? ["amd64"] : [.. names.Select(name => ApkoArchitectures.ToOci(name)!).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    private static List<ApkDependency> World(ComposeRequest request, DefectCollector defects)
    {
        var world = new List<ApkDependency>();
        foreach (var text in request.Configuration.Contents.Packages)
        {
            if (ApkDependency.TryParse(text, out var item) && item.NamesValidVersion) world.Add(item);
            else defects.Add(PipelineCodes.BadWorld, new Locator(request.Document), $"'{text}' is not a package with an optional version: name(@tag)([<>~=]version)");
        }

        return world;
    }

    private static ImmutableArray<OpenRepository> Open(ComposeRequest request, string architecture, DefectCollector defects)
    {
        var contents = request.Configuration.Contents;
        var repositories = ImmutableArray.CreateBuilder<OpenRepository>();
        foreach (var line in contents.BuildRepositories.Concat(contents.Repositories).Distinct(StringComparer.Ordinal))
        {
            var reading = OpenRepository.Open(line, ApkoArchitectures.ToApk(architecture)!, repositories.Count, request.Files, request.Keyring, request.AllowLegacySignatures, request.Limits);
            if (reading.TryGet(out var repository)) repositories.Add(repository);
            else defects.AddRange(reading.Defects);
        }

        if (repositories.Count == 0 && defects.Count == 0) defects.Add(PipelineCodes.RepositoryMissing, new Locator(request.Document), "no repository is named");
        return repositories.ToImmutable();
    }
}
