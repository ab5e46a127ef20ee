using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Yaml;
using Compliance.Policy.Documents;

namespace Compliance.Policy.Clocks;

/// <summary>What the readers of <c>policies/catalogs/clocks/</c> share: strict documents, any defect rejects, since a deadline rests on them.</summary>
internal static class ClockDocument
{
    public static Reading<T> Read<T>(ReadOnlyMemory<byte> bytes, string document, Limits limits, Func<DocumentReader, DocumentText, T> read)
    {
        var yaml = YamlTree.Read(bytes, document, limits);
        if (!yaml.TryGet(out var root))
            return Readings.Reject<T>(yaml.Defects);
        var defects = new DefectCollector(limits);
        var text = new DocumentText(document, bytes, defects);
        if (DocumentReader.Over(root, text) is not { } reader)
            return Readings.Reject<T>(defects.ToImmutable());
        var value = read(reader, text);
        reader.Finish();
        return defects.Count == 0 ? Readings.Accept(value) : Readings.Reject<T>(defects.ToImmutable());
    }

    /// <summary>A required <c>true</c> or <c>false</c>.</summary>
    public static bool Flag(DocumentReader reader, DocumentText text, string field)
    {
        if (reader.Value(field) is bool flag)
            return flag;
        text.Defects.Add(PolicyDiagnostics.WrongType, reader.Mapping.Locator, $"'{field}' has to be true or false");
        return false;
    }

    /// <summary>A required <c>amount</c> and <c>unit</c>.</summary>
    public static Timeframe Timeframe(DocumentReader reader) =>
        new((int)Math.Clamp(reader.OptionalNumber("amount") ?? 0, 0, 100_000), reader.Choice<TimeUnit>("unit"));
}
