using Compliance.Evidence.Raw;
using Compliance.Formats.Reading;
using Compliance.Policy.Facts;

namespace Compliance.Evidence.Collection.Packages;

/// <summary>One installed package with the place where its database lists it. The fact's <see cref="PackageFact.InSbom"/> is not decided yet.</summary>
internal sealed record InstalledPackage(PackageFact Fact, RawDocument Database, Locator Locator)
{
    /// <summary><c>name version</c>, for lists that people read.</summary>
    public string Label => $"{Fact.Name} {Fact.Version}";
}
