using System.Collections.Immutable;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Yaml;

namespace Compliance.Cryptography.Trust.Files;

/// <summary>Reads <c>builders</c>: ids, or ids with a level of their own (<c>{ id: …, level: 3 }</c>).</summary>
internal sealed class TrustedBuilders(TrustFields fields, DefectCollector defects)
{
    private const string Name = "builders";
    private static readonly string[] Known = ["id", "level"];

    public (ImmutableArray<string> Ids, ImmutableSortedDictionary<string, int> Levels) Read(YamlMapping identity)
    {
        var (ids, levels) = (new SortedSet<string>(StringComparer.Ordinal), ImmutableSortedDictionary.CreateBuilder<string, int>(StringComparer.Ordinal));
        if (fields.Sequence(identity, Name, required: false) is not { } list) return ([], levels.ToImmutable());
        foreach (var item in list.Items)
        {
            if (item is YamlScalar { IsNull: false, Text.Length: > 0 } scalar) ids.Add(scalar.Text);
            else if (item is YamlMapping) ReadOne(item, ids, levels);
            else defects.Add(TrustCodes.BadValue, item.Locator, $"an entry of '{Name}' is {item.Description}, expected an id, or an id with a level");
        }

        if (list.Items.IsEmpty) defects.Add(TrustCodes.BadValue, list.Locator, $"'{Name}' is empty: leave it out or name something");
        return ([.. ids], levels.ToImmutable());
    }

    private void ReadOne(YamlNode item, SortedSet<string> ids, ImmutableSortedDictionary<string, int>.Builder levels)
    {
        if (fields.Mapping(item, "a builder", Known) is not { } map || fields.Text(map, "id", required: true) is not { } id) return;
        if (!ids.Add(id)) defects.Add(TrustCodes.DuplicateName, item.Locator, $"the builder '{id}' is given twice");
        switch (map["level"])
        {
            case null:
                break;
            case YamlScalar { AsInt64: >= 1 and <= 3 and var level }:
                levels[id] = (int)level;
                break;
            case { } other:
                defects.Add(TrustCodes.BadValue, other.Locator, "'level' is a SLSA build level from 1 to 3");
                break;
        }
    }
}
