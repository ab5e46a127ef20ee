using Compliance.Formats.Reading;
using Compliance.Policy.Cel;
using Compliance.Policy.Cel.Syntax;
using Compliance.Policy.Documents;

namespace Compliance.Policy.Library;

/// <summary>A policy that was read, checked and compiled.</summary>
public sealed class Policy
{
    private readonly DocumentText text;

    internal Policy(PolicyDocument document, string family, string path, DocumentText text, CompiledPolicy compiled) =>
        (Document, Family, Path, this.text, Compiled) = (document, family, path, text, compiled);

    public string Id => Document.Id;

    public PolicyDocument Document { get; }

    /// <summary>Folder above the policy's own: <c>signatures</c>, <c>sbom</c>, ...</summary>
    public string Family { get; }

    /// <summary>Path of <c>policy.yaml</c> in the library.</summary>
    public string Path { get; }

    internal CompiledPolicy Compiled { get; }

    /// <summary>Where a text of the document stands, by its path (<c>require/0/check</c>); the document itself when it is not known.</summary>
    public Locator PlaceOf(string path) => text.Places.TryGetValue(path, out var locator) ? locator : new Locator(Path);

    /// <summary>Where a character of an expression stands in the file, also when the expression is written over several lines.</summary>
    internal Locator PlaceOf(string path, string expression, int offset) => text.Unfold(new SourceText(expression, PlaceOf(path), CelLimits.Default).LocatorOf(offset));

    /// <summary>The same policy with other expressions; its document is unchanged.</summary>
    internal Policy With(CompiledPolicy other) => new(Document, Family, Path, text, other);
}
