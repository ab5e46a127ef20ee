using Compliance.Evidence.Collection;
using Compliance.Policy.Facts;
using Compliance.Tests.World;

namespace Compliance.Tests.Evidence.Collection.CryptoModules;

/// <summary>The modules of an image as lines of text, one axis behind the other, so that a table can say all of them.</summary>
internal static class ModuleLines
{
    /// <summary><c>path: family | name version | activation | integrity | match state | reachable</c>, by path; a question mark is what is not known.</summary>
    public static string Of(Action<ImageBuilder> build, string at = "2026-11-23T12:00:00Z")
    {
        var facts = CollectionWorld.Collect(build, new CryptoModuleCollector(), CollectionWorld.Context(DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture)));
        return string.Join('\n', facts.OfKind(FactKind.CryptoModule).Select(fact => (CryptoModuleFact)fact.Value)
            .OrderBy(module => module.Path, StringComparer.Ordinal).ThenBy(module => module.Family, StringComparer.Ordinal).ThenBy(module => module.Name, StringComparer.Ordinal).Select(Line));
    }

    private static string Line(CryptoModuleFact module)
    {
        var version = module.Version.IsKnown ? module.Build is { IsKnown: true, Value.Length: > 0 } build ? $"{module.Version.Value}-{build.Value}" : module.Version.Value : "?";
        var reachable = module.Reachable.IsKnown ? module.Reachable.Value ? "reached" : "not reached" : "?";
        return $"{module.Path}: {module.Family} | {module.Name} {version} | {Text(module.Activation)} | {Text(module.Integrity)} | {Text(module.CertificateMatch)} {Text(module.CertificateState)} | {reachable}";
    }

    private static string Text(Knowable<string> value) => value.IsKnown ? value.Value : "?";
}
