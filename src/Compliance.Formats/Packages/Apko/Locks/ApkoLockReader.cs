using System.Collections.Immutable;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;

namespace Compliance.Formats.Packages.Apko.Locks;

/// <summary>Reads one lock file; members that version 1 does not have are refused, as apko would drop them.</summary>
internal sealed class ApkoLockReader(Limits limits)
{
    private readonly DefectCollector defects = new(limits);

    public Reading<ApkoLock> Read(ReadOnlyMemory<byte> bytes, string document)
    {
        var reading = StrictJson.Read(bytes, document, limits);
        if (!reading.TryGet(out var json)) return Readings.Reject<ApkoLock>(reading.Defects);
        var root = json.Root;
        if (root["version"].AsText is not "v1") defects.Add(ApkoCodes.BadLock, root["version"], "'version' is not \"v1\"");
        Known(root, "version", "config", "contents");
        var config = root["config"];
        Known(config, "name", "checksum");
        var contents = root["contents"];
        Known(contents, "keyring", "build_repositories", "runtime_repositories", "repositories", "packages");
        var read = new ApkoLock(
            config["name"].AsText,
            config["checksum"].AsText,
            [.. contents["keyring"].Items.Select(Key)],
            Repositories(contents["build_repositories"]),
            Repositories(contents["runtime_repositories"]),
            Repositories(contents["repositories"]) ?? [],
            [.. contents["packages"].Items.Select(Package)]);
        return defects.Count > 0 ? Readings.Reject<ApkoLock>(defects.ToImmutable()) : Readings.Accept(read);
    }

    private ApkoLockedKey Key(JsonValue value)
    {
        Known(value, "name", "url", "content");
        return new ApkoLockedKey(Text(value, "name"), Text(value, "url"), value["content"].AsText);
    }

    private ImmutableArray<ApkoLockedRepository>? Repositories(JsonValue value)
    {
        if (value.Kind != JsonKind.List) return null;
        return [.. value.Items.Select(item =>
        {
            Known(item, "name", "url", "architecture");
            return new ApkoLockedRepository(Text(item, "name"), Text(item, "url"), Text(item, "architecture"));
        })];
    }

    private ApkoLockedPackage Package(JsonValue value)
    {
        Known(value, "name", "url", "version", "architecture", "signature", "control", "data", "checksum");
        return new ApkoLockedPackage(
            Text(value, "name"), Text(value, "url"), Text(value, "version"), Text(value, "architecture"),
            Range(value["signature"]), Range(value["control"]), Range(value["data"]), value["checksum"].AsText);
    }

    private ApkoLockedRange? Range(JsonValue value)
    {
        if (value.Kind != JsonKind.Map) return null;
        Known(value, "range", "checksum");
        return new ApkoLockedRange(Text(value, "range"), Text(value, "checksum"));
    }

    private string Text(JsonValue value, string name)
    {
        if (value[name].AsText is { } text) return text;
        defects.Add(ApkoCodes.BadLock, value, $"'{name}' is missing or not a text");
        return "";
    }

    private void Known(JsonValue value, params string[] names)
    {
        foreach (var member in value.Members)
        {
            if (!names.Contains(member.Name)) defects.Add(ApkoCodes.BadLock, member.Value, $"a lock of version 1 has no '{member.Name}' here");
        }
    }
}
