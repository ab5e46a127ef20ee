namespace Compliance.Evidence.Collection;

/// <summary>
/// Turns raw evidence of one image into facts. A collector is a pure function of its arguments: it is run at audit time and again by the
/// verifier, over the same raw documents, and both must give the same facts. It never throws for what a stranger wrote: what can't be read
/// becomes a gap. It states coverage for each kind that it is responsible for; a kind that nobody covers stays unknown to policies.
/// </summary>
public interface ICollector
{
    /// <summary><c>name@version</c>; the version rises when facts from the same bytes would change.</summary>
    string Id { get; }

    void Collect(ImageEvidence image, CollectionContext context, FactSetBuilder facts);
}
