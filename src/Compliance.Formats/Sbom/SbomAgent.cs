namespace Compliance.Formats.Sbom;

/// <summary>Somebody or something that made a document or a component.</summary>
/// <param name="Kind"><c>person</c>, <c>organization</c> or <c>tool</c>.</param>
/// <param name="Contact">Mail address, else URL; empty when neither is stated.</param>
/// <param name="Version">Of a tool, where the format states it apart from the name.</param>
public sealed record SbomAgent(string Kind, string Name, string Contact = "", string Version = "")
{
    /// <summary>Parts <c>name (mail)</c>, as SPDX 2 writes agents.</summary>
    public static SbomAgent Parse(string kind, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var open = text.LastIndexOf('(');
        return open >= 0 && text.EndsWith(')') ? new SbomAgent(kind, text[..open].Trim(), text[(open + 1)..^1].Trim()) : new SbomAgent(kind, text.Trim());
    }
}
