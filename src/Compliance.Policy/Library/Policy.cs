using Compliance.Formats.Reading;
using Compliance.Policy.Documents;

namespace Compliance.Policy.Library;

/// <summary>A policy that was read, checked and compiled.</summary>
public sealed class Policy
{
    private readonly IReadOnlyDictionary<string, Locator> places;

    internal Policy(PolicyDocument document, string family, string path, IReadOnlyDictionary<string, Locator> places, CompiledPolicy compiled) =>
        (Document, Family, Path, this.places, Compiled) = (document, family, path, places, compiled);

    public string Id => Document.Id;

    public PolicyDocument Document { get; }

    /// <summary>Folder above the policy's own: <c>signatures</c>, <c>sbom</c>, ...</summary>
    public string Family { get; }

    /// <summary>Path of <c>policy.yaml</c> in the library.</summary>
    public string Path { get; }

    internal CompiledPolicy Compiled { get; }

    /// <summary>Where a text of the document stands, by its path (<c>require/0/check</c>); the document itself when it is not known.</summary>
    public Locator PlaceOf(string path) => places.TryGetValue(path, out var locator) ? locator : new Locator(Path);
}
