using System.Text;
using Compliance.Formats.Packages.Apko.Model;
using Compliance.Formats.Reading;

namespace Compliance.Pipeline.Compose.Files;

/// <summary>Services under supervision of s6: the entrypoint <c>service-bundle</c>.</summary>
internal static class ServiceBundle
{
    private const string Type = "service-bundle";
    private const string Package = "s6";

    /// <summary>The configuration with what a service bundle means: s6 among the packages, its scanner as command.</summary>
    public static ApkoConfiguration Expand(ApkoConfiguration configuration)
    {
        if (configuration.Entrypoint.Type != Type) return configuration;
        var packages = configuration.Contents.Packages;
        return configuration with
        {
            Entrypoint = configuration.Entrypoint with { Command = "/bin/s6-svscan /sv" },
            Contents = configuration.Contents with { Packages = packages.Contains(Package) ? packages : packages.Add(Package) },
        };
    }

    /// <summary>What can't be run as it is stated; none when nothing stands against it.</summary>
    public static IEnumerable<Defect> Check(ApkoEntrypoint entrypoint, string document)
    {
        var at = new Locator(document);
        if (entrypoint.Type is not ("" or Type)) yield return new Defect(PipelineCodes.Unsupported, at, $"entrypoint.type is '{entrypoint.Type}': there is {Type}");
        if (entrypoint.Type == Type && entrypoint.Services.IsEmpty) yield return new Defect(PipelineCodes.Unsupported, at, "entrypoint: a service bundle without services");
        if (entrypoint.Type.Length == 0 && !entrypoint.Services.IsEmpty) yield return new Defect(PipelineCodes.Unsupported, at, $"entrypoint.services belong to the type {Type}");
        foreach (var (name, _) in entrypoint.Services)
        {
            if (name.Length is 0 or > 128 || name.StartsWith('.') || name.Any(character => !char.IsAsciiLetterOrDigit(character) && character is not ('.' or '_' or '-')))
                yield return new Defect(PipelineCodes.BadPath, at, $"entrypoint.services: '{name}' can't name a folder");
        }
    }

    /// <summary><c>sv/NAME/run</c> for each service.</summary>
    public static void Write(ImageTree tree, ApkoEntrypoint entrypoint, long epoch)
    {
        foreach (var (name, command) in entrypoint.Services)
        {
            foreach (var folder in (string[])["sv", $"sv/{name}"]) tree.MakeDirectory(folder, 0x1ED).ModifiedUnixSeconds = epoch;
            tree.Write($"sv/{name}/run", Encoding.UTF8.GetBytes($"#!/bin/execlineb\n{command}\n"), 0x1ED, epoch);
        }
    }
}
