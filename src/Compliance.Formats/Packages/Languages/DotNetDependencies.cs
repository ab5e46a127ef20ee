using Compliance.Formats.Reading.Json;

namespace Compliance.Formats.Packages.Languages;

/// <summary><c>NAME.deps.json</c> beside a .NET program: every library that it was built with, <c>name/version</c>, and of what type it is.</summary>
internal static class DotNetDependencies
{
    public static void Read(MetadataReading reading, ReadOnlyMemory<byte> bytes)
    {
        if (!reading.Json(bytes, out var root)) return;
        if (!root["libraries"].IsMap)
        {
            reading.Refuse("no libraries are listed");
            return;
        }

        foreach (var member in root["libraries"].Members)
        {
            // A project is the program's own; a runtime pack is what it brings of .NET itself.
            if (member.Value["type"].AsText is not ("package" or "runtimepack")) continue;
            var slash = member.Name.LastIndexOf('/');
            var name = slash > 0 ? member.Name[..slash] : member.Name;
            if (name.StartsWith("runtimepack.", StringComparison.Ordinal)) name = name["runtimepack.".Length..];
            reading.Add("nuget", "", name, slash > 0 ? member.Name[(slash + 1)..] : "", "", member.Value.Locator);
        }
    }
}
