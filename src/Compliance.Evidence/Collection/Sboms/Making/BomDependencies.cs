using Compliance.Evidence.Collection.Packages;
using Compliance.Formats.Packages.Apk;
using Compliance.Formats.Packages.Apk.Versions;
using Compliance.Formats.Packages.Dpkg;
using Compliance.Formats.Packages.Rpm;
using Compliance.Formats.Reading;

namespace Compliance.Evidence.Collection.Sboms.Making;

/// <summary>Which installed package needs which other ones, by what the databases declare. Alternatives count where they are installed.</summary>
internal sealed class BomDependencies
{
    private readonly Dictionary<string, SortedSet<string>> providers = new(StringComparer.Ordinal);
    private readonly List<(string Package, string Wanted)> wanted = [];

    public BomDependencies(ImageEvidence image, Limits limits)
    {
        foreach (var path in (string[])["lib/apk/db/installed", "usr/lib/apk/db/installed"])
        {
            if (image.File(path) is { } document && document.Fits(limits) && ApkDatabase.Read(document.ReadAll(limits), path, limits).TryGet(out var database)) Apk(database);
        }

        if (image.File("var/lib/dpkg/status") is { } status && status.Fits(limits) && DpkgStatus.Read(status.ReadAll(limits), "status", false, limits).TryGet(out var installed)) Dpkg(installed.Packages);
        foreach (var entry in image.Root.Children("var/lib/dpkg/status.d").ToList())
        {
            if (image.File(entry.Path) is { } one && one.Fits(limits) && DpkgStatus.Read(one.ReadAll(limits), entry.Path, true, limits).TryGet(out var paragraph)) Dpkg(paragraph.Packages);
        }
        Rpm([.. RpmPackages.All(image, limits)]);
    }

    /// <summary>Pairs of names, ordinal order, each once; a package that needs itself is left out.</summary>
    public IEnumerable<(string From, string To)> Pairs() => wanted
        .SelectMany(want => providers.TryGetValue(want.Wanted, out var found) ? found.Select(to => (From: want.Package, To: to)) : [])
        .Where(pair => pair.From != pair.To)
        .Distinct()
        .OrderBy(pair => pair.From, StringComparer.Ordinal)
        .ThenBy(pair => pair.To, StringComparer.Ordinal);

    private void Apk(ApkDatabase database)
    {
        foreach (var package in database.Packages)
        {
            Provide(package.Name, package.Name);
            foreach (var provided in package.Provides)
            {
                if (ApkDependency.TryParse(provided, out var name)) Provide(name.Name, package.Name);
            }

            foreach (var needed in package.Depends)
            {
                if (ApkDependency.TryParse(needed, out var dependency) && !dependency.IsConflict) wanted.Add((package.Name, dependency.Name));
            }
        }
    }

    private void Dpkg(IEnumerable<DpkgPackage> packages)
    {
        foreach (var package in packages.Where(package => package.IsInstalled))
        {
            Provide(package.Name, package.Name);
            foreach (var provided in package.Provides) Provide(NameOf(provided), package.Name);
            foreach (var alternative in package.Depends.SelectMany(needed => needed.Split('|'))) wanted.Add((package.Name, NameOf(alternative)));
        }
    }

    /// <summary>What is needed may be a path: whoever has it provides it.</summary>
    private void Rpm(IReadOnlyCollection<RpmPackage> packages)
    {
        var paths = packages.SelectMany(package => package.Requires).Where(needed => needed.StartsWith('/')).ToHashSet(StringComparer.Ordinal);
        foreach (var package in packages)
        {
            Provide(package.Name, package.Name);
            foreach (var provided in package.Provides) Provide(provided, package.Name);
            foreach (var path in package.Files.Select(file => $"/{file.Path}").Where(paths.Contains)) Provide(path, package.Name);
            foreach (var needed in package.Requires) wanted.Add((package.Name, needed));
        }
    }

    /// <summary><c>libc6:any (&gt;= 2.36)</c> is libc6.</summary>
    private static string NameOf(string dependency)
    {
        var text = dependency.AsSpan().Trim();
        var end = text.IndexOfAny(' ', '(', ':');
        return (end < 0 ? text : text[..end]).ToString();
    }

    private void Provide(string name, string package)
    {
        if (!providers.TryGetValue(name, out var list)) providers[name] = list = new SortedSet<string>(StringComparer.Ordinal);
        list.Add(package);
    }
}
