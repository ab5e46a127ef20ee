namespace Compliance.Policy.Cel;

/// <summary>A string of Unicode code points, held as UTF-16; a lone surrogate counts as one code point.</summary>
internal sealed class CelString(string text) : CelObject(CelKind.String)
{
    public static readonly CelString Empty = new("");

    public readonly string Text = text;

    public override string ToString() => Text;
}
