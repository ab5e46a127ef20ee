using System.Collections.Immutable;
using Compliance.Formats.Reading;
using Compliance.Pipeline.Apk.Repositories;
using Compliance.Pipeline.Apk.Solving;

namespace Compliance.Pipeline.Compose.Locking;

/// <summary>The packages that a lock names, found in the repositories; nothing is solved.</summary>
internal static class LockedPackages
{
    /// <summary>In the lock's order; what the inputs don't have as the lock says is among the defects.</summary>
    public static ImmutableArray<SelectedPackage> Find(ComposeRequest request, ApkUniverse universe, IReadOnlyCollection<OpenRepository> repositories, DefectCollector defects)
    {
        var held = request.Lock!;
        var at = new Locator(request.Document);
        if (held.ConfigChecksum.Length > 0 && request.ConfigChecksum.Length > 0 && held.ConfigChecksum != request.ConfigChecksum)
            defects.Add(PipelineCodes.Lock, at, $"the configuration is {request.ConfigChecksum}, the lock is of {held.ConfigChecksum}: lock again");
        foreach (var index in held.Indexes.Where(index => index.Architecture == universe.Architecture))
        {
            // A repository may lie elsewhere now: its index is what counts.
            if (repositories.Any(repository => repository.Digest == index.Digest)) continue;
            var now = repositories.FirstOrDefault(repository => repository.Path == index.Repository);
            defects.Add(PipelineCodes.Lock, new Locator($"{index.Repository}/{index.Architecture}/APKINDEX.tar.gz"), $"{(now is null ? "no given index is the one that the lock pins," : $"the index is {now.Digest}, the lock pins")} {index.Digest}");
        }

        var found = ImmutableArray.CreateBuilder<SelectedPackage>();
        foreach (var package in held.Packages.Where(package => package.Architecture == universe.Architecture))
        {
            var candidate = universe.Providers(package.Name)
                .FirstOrDefault(one => one.Name == package.Name && one.Version == package.Version && (package.Identity.Length == 0 || one.Package.Checksum?.ToDatabaseText() == package.Identity));
            if (candidate is null) defects.Add(PipelineCodes.Lock, at, $"the lock names {package.Name}-{package.Version} ({package.Identity}) for {universe.Architecture}, and no index has it");
            else found.Add(new SelectedPackage(candidate, "lock", [], false));
        }

        if (found.Count == 0) defects.Add(PipelineCodes.Lock, at, $"the lock names no package for {universe.Architecture}");
        return found.ToImmutable();
    }
}
