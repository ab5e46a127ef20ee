using System.Collections.Concurrent;

namespace Compliance.Conformance.Tests.EndToEnd;

/// <summary>Each variant is audited once for all tests of a class.</summary>
public sealed class AuditedImages : IDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<AuditedImage>> images = new(StringComparer.Ordinal);

    public void Dispose()
    {
        foreach (var image in images.Values.Where(image => image.IsValueCreated)) image.Value.Dispose();
    }

    internal AuditedImage Of(string variant) => images.GetOrAdd(variant, _ => new Lazy<AuditedImage>(() => new AuditedImage(variant))).Value;
}
