using Compliance.Evidence.Raw;

namespace Compliance.Evidence.Acquisition;

/// <summary>Raw evidence with the temporary files behind it: dispose when the package is sealed.</summary>
public sealed class AcquiredEvidence(RawEvidence raw, IReadOnlyList<IDisposable> behind) : IDisposable
{
    public RawEvidence Raw { get; } = raw;

    public void Dispose()
    {
        foreach (var held in behind) held.Dispose();
    }
}
