namespace Compliance.Policy.Cel;

/// <summary>A type as a value; two are equal when their names are, so <c>type([1]) == type(['a'])</c>.</summary>
internal sealed class CelTypeValue(string name) : CelObject(CelKind.Type)
{
    public readonly string Name = name;
}
