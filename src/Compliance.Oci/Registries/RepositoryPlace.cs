namespace Compliance.Oci.Registries;

/// <summary>One place where a repository can be asked for: the registry itself, or a mirror.</summary>
/// <param name="Root"><c>scheme://host/v2/</c>.</param>
internal sealed record RepositoryPlace(RepositoryName Repository, Uri Root, bool IsMirror, bool AnswersTags)
{
    /// <summary>An address under the repository: distribution specification 1.1, "Endpoints".</summary>
    public Uri Address(string path) => new(Root, $"{Repository.Path}/{path}");
}
