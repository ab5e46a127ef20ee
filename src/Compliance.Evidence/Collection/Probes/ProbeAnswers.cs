using System.Globalization;
using Compliance.Evidence.Probing;

namespace Compliance.Evidence.Collection.Probes;

/// <summary>Reads the outputs of probes. What is not recognised is no answer, never a good one.</summary>
internal static class ProbeAnswers
{
    private const string EmptySha256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    private const string EmptyMd5 = "d41d8cd98f00b204e9800998ecf8427e";
    private const string ProviderProperty = "security.provider.";
    private const int MaxProviders = 32;

    public static ProbeAnswer Read(ProbeResult result) => result switch
    {
        { ExitCode: null } => ProbeAnswer.None("it was killed: it took too long or too much memory"),
        { Output.IsWhole: false } or { Error.IsWhole: false } => ProbeAnswer.None("it wrote more than is kept"),
        _ => result.Probe.Name switch
        {
            ProbeQuestions.Providers => Providers(result),
            ProbeQuestions.ApprovedHash => ApprovedHash(result),
            ProbeQuestions.Md5 => Md5(result, "MD5"),
            ProbeQuestions.DefaultProperties => Md5(result, "MD5 beside a loaded default provider"),
            ProbeQuestions.Python => Functions(result, "OpenSSL under Python", "hashlib-md5"),
            ProbeQuestions.Node => Functions(result, "Node.js", "fips"),
            ProbeQuestions.Java => Java(result),
            ProbeQuestions.GoSelfTest => GoSelfTest(result),
            _ => ProbeAnswer.None("what was asked is not known here"),
        },
    };

    /// <summary>openssl-list(1): a section for each provider, with <c>name</c>, <c>version</c> and <c>status</c>. The name is the module's own; the section's is anyone's.</summary>
    private static ProbeAnswer Providers(ProbeResult result)
    {
        var lines = Lines(result.Output.Text);
        if (result.ExitCode != 0 || !lines.Contains("Providers:", StringComparer.Ordinal)) return NoAnswer(result);
        var active = new List<string>();
        var (name, version) = ("", "");
        foreach (var line in lines)
        {
            if (Value(line, "name: ") is { } named) (name, version) = (named, "");
            else if (Value(line, "version: ") is { } stated) version = stated;
            else if (Value(line, "status: ") == "active" && active.Count < MaxProviders) active.Add($"{name} {version}".Trim());
        }

        var approved = active.Exists(provider => provider.Contains("FIPS", StringComparison.Ordinal));
        return ProbeAnswer.Of(approved, active.Count == 0 ? "no provider is active" : $"active: {string.Join(", ", active)}");
    }

    private static ProbeAnswer ApprovedHash(ProbeResult result)
    {
        if (result.ExitCode == 0 && result.Output.Text.Contains(EmptySha256, StringComparison.Ordinal)) return ProbeAnswer.Of(true, "SHA-256 is answered");
        return IsRefusal(result) ? ProbeAnswer.Of(false, "SHA-256 is refused") : NoAnswer(result);
    }

    private static ProbeAnswer Md5(ProbeResult result, string what)
    {
        if (result.ExitCode == 0 && result.Output.Text.Contains(EmptyMd5, StringComparison.Ordinal)) return ProbeAnswer.Of(false, $"{what} is answered");
        return IsRefusal(result) ? ProbeAnswer.Of(true, $"{what} is refused") : NoAnswer(result);
    }

    /// <summary>OpenSSL's words where no provider that may be used has the algorithm, and those of a libcrypto that Red Hat patched.</summary>
    private static bool IsRefusal(ProbeResult result) => result.ExitCode is > 0 and < 125
        && (result.Error.Text.Contains(":unsupported:", StringComparison.Ordinal) || result.Error.Text.Contains("disabled for fips", StringComparison.OrdinalIgnoreCase));

    /// <summary>Lines <c>name=value</c> of the programs in <see cref="ProbeQuestions"/>.</summary>
    private static ProbeAnswer Functions(ProbeResult result, string who, string also)
    {
        var values = Lines(result.Output.Text).Select(line => line.Split('=', 2)).Where(parts => parts.Length == 2)
            .GroupBy(parts => parts[0], StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.First()[1], StringComparer.Ordinal);
        var (sha256, md5) = (values.GetValueOrDefault("sha256"), values.GetValueOrDefault("md5"));
        if (result.ExitCode != 0 || sha256 is not ("answered" or "refused") || md5 is not ("answered" or "refused")) return NoAnswer(result);
        var seen = $"{who}: SHA-256 {sha256}, MD5 {md5}" + (values.TryGetValue(also, out var more) ? $", {also} {Short(more)}" : "");
        return sha256 == "refused" ? ProbeAnswer.Of(false, seen) : ProbeAnswer.Of(md5 == "refused", seen);
    }

    private static ProbeAnswer Java(ProbeResult result)
    {
        var providers = new SortedDictionary<int, string>();
        foreach (var line in Lines(result.Error.Text).Concat(Lines(result.Output.Text)))
        {
            var start = line.IndexOf($": {("Initial security property: " + ProviderProperty)}", StringComparison.Ordinal);
            if (start < 0) continue;
            var parts = line[(line.IndexOf(ProviderProperty, StringComparison.Ordinal) + ProviderProperty.Length)..].Split('=', 2);
            if (parts.Length == 2 && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && providers.Count < MaxProviders) providers[number] = Short(parts[1].Split(' ')[0]);
        }

        if (!providers.TryGetValue(1, out var first)) return ProbeAnswer.None("this Java doesn't tell its list of providers");
        var approved = first.Contains("Fips", StringComparison.OrdinalIgnoreCase) || first.Contains("corretto", StringComparison.OrdinalIgnoreCase) || first.Contains("wolfssl", StringComparison.OrdinalIgnoreCase);
        return ProbeAnswer.Of(approved, $"providers: {string.Join(", ", providers.Values)}");
    }

    /// <summary>Go's <c>crypto/internal/fips140/check</c> says so when <c>GODEBUG=fips140=debug</c>, before the program itself starts.</summary>
    private static ProbeAnswer GoSelfTest(ProbeResult result)
    {
        if (result.Error.Text.Contains("fips140: verified code+data", StringComparison.Ordinal)) return ProbeAnswer.Of(true, "the module's self-test passed");
        return result.Error.Text.Contains("fips140: verification mismatch", StringComparison.Ordinal) ? ProbeAnswer.Of(false, "the module's self-test failed") : NoAnswer(result);
    }

    private static ProbeAnswer NoAnswer(ProbeResult result)
    {
        var said = Lines(result.Error.Text).Concat(Lines(result.Output.Text)).FirstOrDefault(line => line.Trim().Length > 0);
        var code = string.Create(CultureInfo.InvariantCulture, $"exit code {result.ExitCode}");
        return ProbeAnswer.None(said is null ? $"{code}, nothing that is understood" : $"{code}: {Short(said)}");
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.TrimEntries);

    private static string? Value(string line, string name) => line.StartsWith(name, StringComparison.Ordinal) ? Short(line[name.Length..]) : null;

    private static string Short(string text) => new([.. text.Where(character => !char.IsControl(character) && !char.IsSurrogate(character)).Take(120)]);
}
