using System.Collections.Immutable;
using System.Text;
using Compliance.Evidence.Raw;
using Compliance.Formats.CryptoModules;
using Compliance.Formats.CryptoModules.Cmvp;
using Compliance.Formats.CryptoModules.Java;
using Compliance.Formats.CryptoModules.OpenSsl.Activation;
using Compliance.Formats.Reading;
using Compliance.Oci.Files;
using Compliance.Policy.Facts;

namespace Compliance.Evidence.Collection.CryptoModules;

/// <summary>
/// Java runtimes by their list of security providers: which cryptography a Java program gets by default, and what is reachable beside it. Any
/// of Java's own providers left in the list is unvalidated cryptography that a program can ask for.
/// </summary>
internal sealed class JavaPlatforms(ModuleEvidence evidence, LaunchCommand command, LoadGraph graph)
{
    public const string Family = "java-platform";

    /// <summary>One fact a list that could be read; the others are gaps.</summary>
    public IEnumerable<(CryptoModuleFact Fact, RawDocument Source)> Facts(List<Defect> gaps)
    {
        foreach (var file in evidence.Image.Root.FilesWhere(JavaSecurity.IsFile))
        {
            if (evidence.Image.File(file.Path) is not { } raw || !raw.Fits(evidence.Context.Limits))
            {
                gaps.Add(new Defect(CryptoModuleDiagnostics.JavaSecurityUnread, new Locator(file.Path), "the list of Java's security providers is not in the evidence"));
                continue;
            }

            yield return (Fact(file, JavaSecurity.Read(raw.ReadAll(evidence.Context.Limits))), raw);
        }
    }

    private CryptoModuleFact Fact(FileEntry file, JavaSecurity security)
    {
        var home = Home(file);
        var version = home is null ? null : Release(home);
        var fact = ModuleFacts.Empty(Family, "Java security providers", version is null ? null : new ModuleVersion(version, ""), file.Path, file.Layer, file.Sha256?.Hex ?? "", stub: false) with
        {
            Integrity = Knowable<string>.Known("none"),
            IntegrityDetail = "a list of providers carries no integrity value",
        };
        var (state, reason) = State(security);
        fact = ModuleFacts.WithActivation(fact, null, state, reason) with
        {
            DefaultProviderActive = state == ActivationState.Unknown ? Knowable<bool>.Unknown(reason) : Knowable<bool>.Known(!security.Unvalidated.IsEmpty),
            DefaultProperties = Knowable<string>.Known(""),
        };
        fact = ModuleFacts.WithReach(fact, home is null ? (null, "the Java runtime of this list was not found") : Reach(home));
        return ModuleFacts.WithCertificates(fact, evidence.Catalog, new ModuleClaim(Family, "Java security providers", null, false), evidence.Context.EvaluatedAt);
    }

    private (ActivationState State, string Reason) State(JavaSecurity security)
    {
        if (Overridden() is { } overridden) return (ActivationState.Unknown, overridden);
        var remaining = security.Unvalidated.IsEmpty ? "" : $"; Java's own {string.Join(", ", security.Unvalidated)} stay reachable";
        if (security.Providers.FirstOrDefault() is { } first && first == security.FirstFips) return (ActivationState.On, $"security.provider.1 is {first}{remaining}");
        if (!security.FipsProviders.IsEmpty)
        {
            return Words().Any(word => word.Contains("-Dcom.redhat.fips=false", StringComparison.Ordinal))
                ? (ActivationState.Off, "-Dcom.redhat.fips=false switches fips.provider.* off")
                : (ActivationState.Conditional, $"fips.provider.* ({string.Join(", ", security.FipsProviders)}) is used when the host's kernel is in FIPS mode");
        }

        return security.FirstFips is { } later
            ? (ActivationState.Off, $"{later} is listed behind {security.Providers[0]}{remaining}")
            : (ActivationState.Off, $"no provider with a validated module is listed{remaining}");
    }

    /// <summary>Options that replace or extend the list at start.</summary>
    private string? Overridden()
    {
        if (Words().FirstOrDefault(word => word.Contains("java.security.properties", StringComparison.Ordinal)) is not null) return "-Djava.security.properties replaces the list at start";
        foreach (var script in command.Scripts)
        {
            if (script.Lines.FirstOrDefault(line => line.Text.Contains("JAVA_TOOL_OPTIONS", StringComparison.Ordinal)) is { } line) return $"{script.Path}:{line.Number} touches JAVA_TOOL_OPTIONS";
        }

        return null;
    }

    private IEnumerable<string> Words() => command.Words.Concat(evidence.Config!.Env.Where(variable =>
        variable.StartsWith("JAVA_TOOL_OPTIONS=", StringComparison.Ordinal) || variable.StartsWith("JDK_JAVA_OPTIONS=", StringComparison.Ordinal) || variable.StartsWith("_JAVA_OPTIONS=", StringComparison.Ordinal)));

    /// <summary>The folder with <c>bin/java</c> whose list this is; distributions keep the list elsewhere and link it.</summary>
    private string? Home(FileEntry list)
    {
        var root = evidence.Image.Root;
        foreach (var java in root.FilesWhere(path => path.EndsWith("/bin/java", StringComparison.Ordinal)))
        {
            var home = java.Path[..^"/bin/java".Length];
            foreach (var place in (string[])["conf/security", "lib/security", "jre/lib/security"])
            {
                if (root.Resolve($"{home}/{place}/java.security")?.Path == list.Path) return home;
            }
        }

        return null;
    }

    private string? Release(string home)
    {
        if (evidence.Image.Root.Resolve($"{home}/release") is not { } file || evidence.Image.File(file.Path) is not { } raw || !raw.Fits(evidence.Context.Limits)) return null;
        foreach (var line in Encoding.UTF8.GetString(raw.ReadAll(evidence.Context.Limits)).Split('\n'))
        {
            if (line.StartsWith("JAVA_VERSION=\"", StringComparison.Ordinal) && line.TrimEnd().EndsWith('"') && line.TrimEnd().Length > 15) return line.TrimEnd()[14..^1];
        }

        return null;
    }

    private (bool? Reachable, string Way) Reach(string home) => graph.Reach($"{home}/bin/java", isProgram: true);
}
