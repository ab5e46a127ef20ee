using System.Collections.Immutable;
using System.Globalization;

namespace Compliance.Formats.Sbom.Writing;

/// <summary>What could not be carried over, counted.</summary>
internal sealed class LossList
{
    private readonly SortedDictionary<string, int> losses = new(StringComparer.Ordinal);

    public void Add(string what) => losses[what] = losses.GetValueOrDefault(what) + 1;

    public void AddIf(bool isLost, string what)
    {
        if (isLost) Add(what);
    }

    public ImmutableArray<string> ToImmutable() => [.. losses.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Value} × {pair.Key}"))];
}
