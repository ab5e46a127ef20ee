namespace Compliance.Tests.World.Samples;

/// <summary>Shared steps of building sample images.</summary>
internal static class SampleImage
{
    /// <summary>Adds the files of the packages of one layer, folders before what is in them.</summary>
    public static LayerBuilder Packages(this LayerBuilder layer, IEnumerable<SamplePackage> packages, int index)
    {
        var files = packages.Where(package => package.Layer == index).SelectMany(package => package.Files).OrderBy(file => file.Path, StringComparer.Ordinal).ToList();
        foreach (var folder in files.SelectMany(file => Parents(file.Path)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)) layer.Directory(folder);
        foreach (var file in files) layer.File(file.Path, file.Bytes, file.Mode);
        return layer;
    }

    private static IEnumerable<string> Parents(string path)
    {
        for (var at = path.IndexOf('/', StringComparison.Ordinal); at > 0; at = path.IndexOf('/', at + 1)) yield return path[..at];
    }
}
