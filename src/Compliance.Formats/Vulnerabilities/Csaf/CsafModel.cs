using Compliance.Formats.Reading.Json;

namespace Compliance.Formats.Vulnerabilities.Csaf;

/// <summary>A CSAF document as its tests look at it.</summary>
internal sealed class CsafModel(JsonValue root)
{
    public JsonValue Root { get; } = root;

    public JsonValue Document { get; } = root["document"];

    public JsonValue Tracking { get; } = root["document"]["tracking"];

    public CsafProducts Products { get; } = new(root);

    public IEnumerable<JsonValue> Vulnerabilities => Root["vulnerabilities"].Items;

    public bool Is21 => Document["csaf_version"].TextEquals("2.1");

    public string Category => Document["category"].AsText ?? "";

    public string Status => Tracking["status"].AsText ?? "";

    public bool IsReleased => Status is "final" or "interim";

    /// <summary>Scores with the products and source that they are for: <c>scores</c> of 2.0, <c>metrics</c> of 2.1.</summary>
    public static IEnumerable<(JsonValue Content, JsonValue Products, string Source)> Scores(JsonValue vulnerability)
    {
        foreach (var score in vulnerability["scores"].Items) yield return (score, score["products"], "");
        foreach (var metric in vulnerability["metrics"].Items) yield return (metric["content"], metric["products"], metric["source"].AsText ?? "");
    }

    /// <summary>Every CVSS object of the document with its member name.</summary>
    public IEnumerable<(string Name, JsonValue Value)> CvssScores() =>
        from vulnerability in Vulnerabilities
        from score in Scores(vulnerability)
        from name in (string[])["cvss_v2", "cvss_v3", "cvss_v4"]
        where score.Content[name].IsMap
        select (name, score.Content[name]);
}
