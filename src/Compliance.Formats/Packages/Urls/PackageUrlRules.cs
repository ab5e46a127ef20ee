using System.Collections.Frozen;
using System.Collections.Immutable;
using Compliance.Formats.Reading;

namespace Compliance.Formats.Packages.Urls;

/// <summary>The rules of the specification for every type, and those of the types that are registered (purl type definitions, schema 1.0).</summary>
internal static class PackageUrlRules
{
    private static readonly FrozenSet<string> NamespaceRequired = Set(
        "alpm apk bitbucket composer deb git github golang huggingface maven qpkg rpm swift vscode-extension");

    /// <summary>What Go ships itself is no module and has no namespace; the Go vulnerability database names it so, and everybody who lists it.</summary>
    private static readonly FrozenSet<string> OfGoItself = Set("stdlib toolchain");

    private static readonly FrozenSet<string> NamespaceForbidden = Set(
        "bazel bitnami cargo chrome-extension cocoapods conda cran gem hackage julia mlflow nuget oci opam otp pub pypi vcpkg");

    private static readonly FrozenSet<string> LowerNamespace = Set(
        "alpm apk bitbucket brew composer deb github hex luarocks qpkg rpm vscode-extension yocto");

    private static readonly FrozenSet<string> LowerName = Set(
        "alpm apk bitbucket bitnami brew chrome-extension composer deb github hex luarocks oci otp pub pypi vscode-extension");

    private static readonly FrozenSet<string> LowerVersion = Set("huggingface oci vscode-extension pypi");

    public static Reading<PackageUrl> Make(
        string type, string space, string name, string version, IEnumerable<KeyValuePair<string, string>> qualifiers, string subpath, Locator locator)
    {
        var defects = new List<Defect>();
        void Add(DiagnosticCode code, string message) => defects.Add(new Defect(code, locator, message));

        type = type.ToLowerInvariant();
        if (type.Length == 0 || !char.IsAsciiLetter(type[0]) || type.AsSpan().IndexOfAnyExcept("abcdefghijklmnopqrstuvwxyz0123456789.-") >= 0)
            Add(PackageUrlCodes.BadType, "the type is not letters, digits, periods and hyphens after a letter");
        space = string.Join('/', space.Split('/', StringSplitOptions.RemoveEmptyEntries));
        subpath = string.Join('/', subpath.Split('/').Where(segment => segment is not ("" or "." or "..")));
        name = type == "git" ? name.Trim('/') : name;
        if (name.Length == 0) Add(PackageUrlCodes.NoName, "has no name");
        var sorted = Qualifiers(qualifiers, Add);
        (space, name, version, subpath) = Normalize(type, space, name, version, subpath, sorted);
        Check(type, space, name, sorted, Add);
        return defects.Count > 0 ? Readings.Reject<PackageUrl>(defects) : Readings.Accept(new PackageUrl(type, space, name, version, sorted, subpath));
    }

    private static ImmutableSortedDictionary<string, string> Qualifiers(IEnumerable<KeyValuePair<string, string>> qualifiers, Action<DiagnosticCode, string> add)
    {
        var sorted = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var (given, value) in qualifiers)
        {
            var key = given.ToLowerInvariant();
            if (key.Length == 0 || char.IsAsciiDigit(key[0]) || key.AsSpan().IndexOfAnyExcept("abcdefghijklmnopqrstuvwxyz0123456789.-_") >= 0)
                add(PackageUrlCodes.BadQualifier, "a qualifier's key is not letters, digits, periods, hyphens and underscores");
            else if (sorted.ContainsKey(key)) add(PackageUrlCodes.BadQualifier, $"the qualifier '{key}' stands twice");
            else if (value.Length > 0) sorted.Add(key, value);
        }

        return sorted.ToImmutable();
    }

    private static (string Space, string Name, string Version, string Subpath) Normalize(
        string type, string space, string name, string version, string subpath, ImmutableSortedDictionary<string, string> qualifiers)
    {
        if (LowerNamespace.Contains(type)) space = space.ToLowerInvariant();
        if (LowerName.Contains(type)) name = name.ToLowerInvariant();
        if (LowerVersion.Contains(type)) version = version.ToLowerInvariant();
        switch (type)
        {
            case "pypi":
                name = name.Replace('_', '-');
                break;
            case "pub":
                name = string.Concat(name.Select(character => char.IsAsciiLetterOrDigit(character) ? character : '_'));
                break;
            case "git" when space is "github" or "github.com" or "bitbucket.org":
                name = name.ToLowerInvariant();
                break;
            case "mlflow" when qualifiers.GetValueOrDefault("repository_url", "").Contains("databricks", StringComparison.OrdinalIgnoreCase):
                name = name.ToLowerInvariant();
                break;
            case "otp":
                subpath = subpath.ToLowerInvariant();
                break;
        }

        return (space, name, version, subpath);
    }

    private static void Check(
        string type, string space, string name, ImmutableSortedDictionary<string, string> qualifiers, Action<DiagnosticCode, string> add)
    {
        if (space.Length == 0 && NamespaceRequired.Contains(type) && !(type == "golang" && OfGoItself.Contains(name))) add(PackageUrlCodes.TypeRule, $"the type '{type}' needs a namespace");
        if (space.Length > 0 && NamespaceForbidden.Contains(type)) add(PackageUrlCodes.TypeRule, $"the type '{type}' has no namespace");
        switch (type)
        {
            case "julia" when !qualifiers.ContainsKey("uuid"):
                add(PackageUrlCodes.TypeRule, "the type 'julia' needs the qualifier 'uuid'");
                break;
            case "swid" when !qualifiers.ContainsKey("tag_id"):
                add(PackageUrlCodes.TypeRule, "the type 'swid' needs the qualifier 'tag_id'");
                break;
            case "cpan" when name.Contains("::", StringComparison.Ordinal) || space.Any(char.IsAsciiLetterLower):
                add(PackageUrlCodes.TypeRule, "the type 'cpan' names a distribution without '::' and an author in upper case");
                break;
            case "conan" when space.Length == 0 && qualifiers.ContainsKey("channel"):
                add(PackageUrlCodes.TypeRule, "the type 'conan' needs a namespace with a channel");
                break;
        }
    }

    private static FrozenSet<string> Set(string types) =>
        types.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
