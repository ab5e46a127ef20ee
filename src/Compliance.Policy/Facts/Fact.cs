using Compliance.Formats;

namespace Compliance.Policy.Facts;

/// <summary>
/// One thing that was found, about one image, with its source. A fact without a source can't be made.
/// </summary>
/// <param name="Id">Stable within the subject: <c>kind/key</c>, for example <c>package/apk/openssl</c>; ordinals are appended where keys repeat.</param>
/// <param name="Subject">The image manifest that the fact is about.</param>
/// <param name="Collector">Who found it, <c>name@version</c>.</param>
public sealed record Fact(string Id, Digest Subject, FactValue Value, FactSource Source, string Collector, Reperformance Reperformance)
{
    public FactKind Kind => Value.Kind;
}
