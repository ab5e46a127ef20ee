using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Compliance.Cryptography.Certificates;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Yaml;

namespace Compliance.Oci.Registries;

/// <summary>
/// Reads <c>registries.yaml</c>: <c>version: 1</c>, <c>concurrency</c>, <c>attempts</c>, and under <c>registries</c> by host <c>plain</c>, <c>ca</c> (a PEM file beside it) and
/// <c>mirrors</c> (<c>host</c>, <c>prefix</c>, <c>tags</c>). Every defect is reported, not the first.
/// </summary>
public sealed partial class RegistrySettingsFile
{
    private const int MaxHosts = 256;
    private const int MaxMirrors = 16;

    private readonly DefectCollector defects;
    private readonly Func<string, ReadOnlyMemory<byte>?> open;

    private RegistrySettingsFile(Limits limits, Func<string, ReadOnlyMemory<byte>?> open) => (defects, this.open) = (new DefectCollector(limits), open);

    /// <param name="name">For locators.</param>
    /// <param name="open">Gives the content of a file that is named relative to this one; null when it is not there.</param>
    public static Reading<RegistrySettings> Read(ReadOnlyMemory<byte> bytes, string name, Func<string, ReadOnlyMemory<byte>?> open, Limits limits)
    {
        ArgumentNullException.ThrowIfNull(open);
        var reading = YamlTree.Read(bytes, name, limits);
        if (!reading.TryGet(out var root)) return Readings.Reject<RegistrySettings>(reading.Defects);
        var file = new RegistrySettingsFile(limits, open);
        var settings = file.Settings(root);
        return file.defects.Count > 0 ? Readings.Reject<RegistrySettings>(file.defects.ToImmutable()) : Readings.Accept(settings);
    }

    private RegistrySettings Settings(YamlNode root)
    {
        var settings = RegistrySettings.Default;
        if (Mapping(root, "the file", "version", "concurrency", "attempts", "registries") is not { } map) return settings;
        if (map["version"] is not YamlScalar { AsInt64: 1 }) Bad(map["version"] ?? map, "'version' is 1");
        settings = settings with { MaxConcurrency = Number(map, "concurrency", 1, 32, settings.MaxConcurrency), MaxAttempts = Number(map, "attempts", 1, 20, settings.MaxAttempts) };
        if (map["registries"] is not { } listed) return settings;
        if (listed is not YamlMapping registries || registries.Entries.Length > MaxHosts)
        {
            Bad(listed, $"'registries' is a mapping of at most {MaxHosts} hosts");
            return settings;
        }

        var hosts = settings.Hosts.ToBuilder();
        foreach (var entry in registries.Entries)
        {
            if (!Host().IsMatch(entry.Key.Text)) Bad(entry.Key, $"'{entry.Key.Text}' is no registry: a host, with its port where it has one");
            else if (ReadHost(entry) is { } host) hosts[entry.Key.Text] = host;
        }

        return settings with { Hosts = hosts.ToImmutable() };
    }

    private RegistryHost? ReadHost(YamlEntry entry)
    {
        if (Mapping(entry.Value, $"'{entry.Key.Text}'", "plain", "ca", "mirrors") is not { } map) return null;
        var anchors = Anchors(map);
        var isPlain = Flag(map, "plain");
        if (isPlain && anchors is not null) Bad(map, "'plain' and 'ca' exclude each other");
        var mirrors = ImmutableArray.CreateBuilder<RegistryMirror>();
        if (map["mirrors"] is YamlSequence list && list.Items.Length <= MaxMirrors)
        {
            foreach (var item in list.Items)
            {
                if (ReadMirror(item) is { } mirror) mirrors.Add(mirror);
            }
        }
        else if (map["mirrors"] is { } other)
        {
            Bad(other, $"'mirrors' is a list of at most {MaxMirrors}");
        }

        return new RegistryHost { IsPlain = isPlain, Anchors = anchors, Mirrors = mirrors.ToImmutable() };
    }

    private RegistryMirror? ReadMirror(YamlNode node)
    {
        if (Mapping(node, "a mirror", "host", "prefix", "tags") is not { } map) return null;
        var host = Text(map, "host");
        if (host is null || !Host().IsMatch(host)) Bad(map["host"] ?? map, "a mirror has a 'host', with its port where it has one");
        var prefix = Text(map, "prefix") ?? "";
        if (prefix.Length > 0 && !Prefix().IsMatch(prefix)) Bad(map["prefix"]!, "'prefix' is the beginning of a repository's name and ends with a slash");
        var answersTags = Flag(map, "tags");
        return host is null ? null : new RegistryMirror(host, prefix, answersTags);
    }

    private TrustAnchors? Anchors(YamlMapping map)
    {
        if (Text(map, "ca") is not { } name) return null;
        if (open(name) is not { } bytes)
        {
            Bad(map["ca"]!, $"there is no file {name} beside it, or it is too large");
            return null;
        }

        var reading = TrustAnchors.Read(bytes.Span, name);
        defects.AddRange(reading.Defects);
        return reading.TryGet(out var anchors) ? anchors : null;
    }

    private YamlMapping? Mapping(YamlNode node, string what, params string[] known)
    {
        if (node is not YamlMapping map)
        {
            Bad(node, $"{what} is {node.Description}, not a mapping");
            return null;
        }

        foreach (var entry in map.Entries.Where(entry => !known.Contains(entry.Key.Text, StringComparer.Ordinal))) Bad(entry.Key, $"no field '{entry.Key.Text}' in {what}; there are {string.Join(", ", known)}");
        return map;
    }

    private string? Text(YamlMapping map, string name)
    {
        if (map[name] is not { } node) return null;
        if (node is YamlScalar { IsNull: false, Text.Length: > 0 } scalar) return scalar.Text;
        Bad(node, $"'{name}' is a text");
        return null;
    }

    private bool Flag(YamlMapping map, string name)
    {
        if (map[name] is not { } node) return false;
        if (node is YamlScalar { AsBoolean: { } flag }) return flag;
        Bad(node, $"'{name}' is true or false");
        return false;
    }

    private int Number(YamlMapping map, string name, int least, int most, int usual)
    {
        if (map[name] is not { } node) return usual;
        if (node is YamlScalar { AsInt64: { } number } && number >= least && number <= most) return (int)number;
        Bad(node, $"'{name}' is a number from {least} to {most}");
        return usual;
    }

    private void Bad(YamlNode node, string message) => defects.Add(RegistryCodes.BadSettings, node.Locator, message);

    [GeneratedRegex(@"^([A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9a-fA-F:]+\])(:[0-9]{1,5})?\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Host();

    [GeneratedRegex(@"^([a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*/)+\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Prefix();
}
