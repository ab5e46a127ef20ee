using Compliance.Formats.Reading;
using Compliance.Policy.Documents;

namespace Compliance.Policy.Library;

/// <summary>A profile that was read and checked.</summary>
public sealed class Profile
{
    private readonly IReadOnlyDictionary<string, Locator> places;

    internal Profile(ProfileDocument document, string path, IReadOnlyDictionary<string, Locator> places) => (Document, Path, this.places) = (document, path, places);

    public string Id => Document.Id;

    public string Title => Document.Title;

    public ProfileDocument Document { get; }

    public string Path { get; }

    /// <summary>Where a text of the document stands, by its path (<c>policies/0/id</c>); the document itself when it is not known.</summary>
    public Locator PlaceOf(string path) => places.TryGetValue(path, out var locator) ? locator : new Locator(Path);
}
