namespace Compliance.Evidence.Collection.Files;

/// <summary>A package that owns files, as its database names it.</summary>
/// <param name="Name">Empty for what no database of the system lists.</param>
/// <param name="Label">For people: name and version with a space between them, or what stands for them.</param>
/// <param name="Origin">Its source package; its own name when none is stated.</param>
internal sealed record FileOwner(string Name, string Version, string Origin, string Label)
{
    public static FileOwner Of(string name, string version, string origin) => new(name, version, origin.Length == 0 ? name : origin, $"{name} {version}");
}
