using System.Globalization;
using Compliance.Formats.Reading.Json;

namespace Compliance.Pipeline.Statements.Sboms;

/// <summary>
/// What the SBOMs inside packages add to an image's: sources and vendored components, once each, below the package that names them. What they lack is mended, and the
/// document says what was.
/// </summary>
internal sealed class ComposedSboms
{
    private readonly List<(string Package, PackageSbom Sbom)> sboms = [];
    private readonly List<JsonValue> components = [];
    private readonly Dictionary<string, List<JsonValue>> byPackage = new(StringComparer.Ordinal);
    private readonly string supplier;

    /// <param name="idOf">Identifier of an installed package in the image's document.</param>
    public ComposedSboms(ImageBill bill, Func<string, string> idOf)
    {
        supplier = $"Organization: {(bill.Release?.Name is { Length: > 0 } name ? name : "unknown")}";
        // An identifier of the image's own document stays with what it names there.
        var seen = bill.Image.Packages.Select(package => idOf(package.Name)).ToHashSet(StringComparer.Ordinal);
        var without = 0;
        foreach (var package in bill.Image.Packages)
        {
            if (bill.OwnSbom(package) is not { } sbom)
            {
                without++;
                continue;
            }

            sboms.Add((package.Name, sbom));
            byPackage[package.Name] = [.. sbom.Components.Where(component => component["SPDXID"].AsText != sbom.Root && seen.Add(component["SPDXID"].AsText!))];
            components.AddRange(byPackage[package.Name]);
        }

        var unsupplied = components.Count(component => !component["supplier"].HasValue || !component["originator"].HasValue);
        Mended = string.Create(CultureInfo.InvariantCulture,
            $"Made from the installed packages and files. {without} of {bill.Image.Packages.Length} packages have no SBOM of their own and are described from their metadata; {unsupplied} of {components.Count} components from package SBOMs state no supplier or originator and got {supplier}.");
    }

    /// <summary>What was mended, for people.</summary>
    public string Mended { get; }

    /// <summary>Who stands in where no supplier is stated.</summary>
    public string Supplier => supplier;

    /// <summary>Components that this package's SBOM was the first to name.</summary>
    public IReadOnlyCollection<JsonValue> Of(string package) => byPackage.GetValueOrDefault(package, []);

    public void WriteComponents(CanonicalJsonWriter writer)
    {
        foreach (var component in components) PackageSbom.Write(writer, component, component["SPDXID"].AsText!, supplier);
    }

    /// <param name="idOf">Identifier of an installed package in the image's document.</param>
    public void WriteRelations(CanonicalJsonWriter writer, Func<string, string> idOf)
    {
        var written = new HashSet<(string, string, string)>();
        foreach (var (package, sbom) in sboms)
        {
            foreach (var (from, type, to) in sbom.Relations)
            {
                var (source, target) = (from == sbom.Root ? idOf(package) : from, to == sbom.Root ? idOf(package) : to);
                if (written.Add((source, type, target))) SpdxText.Relate(writer, source, type, target);
            }
        }
    }
}
