using System.Collections.Immutable;
using Compliance.Pipeline.Apk.Repositories;
using Compliance.Pipeline.Apk.Solving;

namespace Compliance.Pipeline.Compose;

/// <summary>The packages of one architecture.</summary>
/// <param name="Architecture">As OCI names it.</param>
/// <param name="Packages">Dependencies before their dependants.</param>
public sealed record ResolvedPackages(string Architecture, ImmutableArray<OpenRepository> Repositories, ImmutableArray<SelectedPackage> Packages)
{
    public OpenRepository RepositoryOf(ApkCandidate candidate) => Repositories.First(repository => repository.Source == candidate.Source);
}
