using Compliance.Formats.CryptoModules.Cmvp;
using Compliance.Formats.Reading;

namespace Compliance.Tests.Formats.CryptoModules.Cmvp;

/// <summary>The catalog that the project ships.</summary>
internal static class ShippedCatalog
{
    public static byte[] Bytes { get; } = File.ReadAllBytes(Path.Combine(Repository(), "policies", "catalogs", CmvpCatalog.Path));

    public static CmvpCatalog Value { get; } = CmvpCatalogReader.Read(Bytes, CmvpCatalog.Path, Limits.Default).Required();

    private static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Compliance.sln"))) folder = folder.Parent;
        return folder.FullName;
    }
}
