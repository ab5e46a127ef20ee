using Compliance.Formats.CryptoModules.Boundaries;
using Compliance.Formats.Reading;
using Compliance.Tests.Policy;

namespace Compliance.Tests.Formats.CryptoModules.Boundaries;

/// <summary>The list that the program comes with.</summary>
internal static class ShippedBoundaries
{
    public static byte[] Bytes { get; } = File.ReadAllBytes(Path.Combine(ShippedPolicies.Folder, "catalogs", "cmvp", "boundaries.json"));

    public static BoundaryList Value { get; } = BoundaryListReader.Read(Bytes, BoundaryList.Path, Limits.Default).Required();
}
