using System.Collections.Immutable;
using Compliance.Evidence.Probing;
using Compliance.Formats.CryptoModules.Scanning;
using Compliance.Policy.Facts;

namespace Compliance.Evidence.Collection.Probes;

/// <summary>Which modules answered a probe, and what the image's bytes let one expect of them.</summary>
internal sealed class ProbedModules(ScanDocument? scan, ImmutableArray<CryptoModuleFact> modules)
{
    /// <summary>Modules that the program holds or loads, and OpenSSL's FIPS providers that are on with them; by path.</summary>
    public ImmutableArray<CryptoModuleFact> Of(Probe probe)
    {
        if (probe.Name == ProbeQuestions.Java) return [.. modules.Where(module => module.Family == "java-platform")];
        if (probe.Name == ProbeQuestions.GoSelfTest) return [.. modules.Where(module => module.Family == "go" && module.Path == probe.Program)];
        var loaded = Loaded(probe);
        ImmutableArray<CryptoModuleFact> answering = [.. modules.Where(module => module.Family == "openssl-library" && loaded.Contains(module.Path))];
        return answering.IsEmpty ? [] : [.. answering, .. modules.Where(module => module.Family == "openssl-provider" && module.Activation is { IsKnown: true, Value: "on" })];
    }

    /// <summary>What the bytes say that this probe should see; null when they leave it open or different modules say different things.</summary>
    public static bool? Expected(Probe probe, ImmutableArray<CryptoModuleFact> answering)
    {
        var expected = answering.Select(module => Expected(probe, module)).Distinct().ToList();
        return expected.Count == 1 ? expected[0] : null;
    }

    private static bool? Expected(Probe probe, CryptoModuleFact module) => probe.Name switch
    {
        ProbeQuestions.GoSelfTest => module.Integrity is { IsKnown: true, Value: "ok" or "broken" } ? module.Integrity.Value == "ok" : null,
        ProbeQuestions.DefaultProperties => module.DefaultProperties.IsKnown ? module.DefaultProperties.Value == "fips=yes" : null,
        ProbeQuestions.Providers or ProbeQuestions.ApprovedHash or ProbeQuestions.Java => IsOn(module),
        _ => IsOn(module) is not { } on ? null
            : !on ? false
            : !module.DefaultProviderActive.IsKnown || !module.DefaultProperties.IsKnown ? null
            : !module.DefaultProviderActive.Value || module.DefaultProperties.Value == "fips=yes",
    };

    private static bool? IsOn(CryptoModuleFact module) => module.Activation is { IsKnown: true, Value: "on" or "off" } ? module.Activation.Value == "on" : null;

    /// <summary>The program, or Python's extension for it, and every library of those names that it needs, also through others.</summary>
    private HashSet<string> Loaded(Probe probe)
    {
        var files = scan?.Files ?? [];
        var byName = files.Where(file => file.Elf is not null).ToLookup(file => file.Path[(file.Path.LastIndexOf('/') + 1)..], StringComparer.Ordinal);
        var pending = new Queue<ScannedFile>(files.Where(file => file.Path == probe.Program || (probe.Name == ProbeQuestions.Python && file.Path.Contains("/_hashlib.", StringComparison.Ordinal))));
        var loaded = new HashSet<string>(StringComparer.Ordinal);
        while (pending.TryDequeue(out var file))
        {
            if (!loaded.Add(file.Path) || file.Elf is null) continue;
            foreach (var needed in file.Elf.Needed.SelectMany(name => byName[name].Concat(BySoname(files, name)))) pending.Enqueue(needed);
        }

        return loaded;
    }

    private static IEnumerable<ScannedFile> BySoname(ImmutableArray<ScannedFile> files, string name) => files.Where(file => file.Elf?.Soname == name);
}
