using Compliance.Formats.Reading.Yaml;

namespace Compliance.Policy.Documents;

/// <summary>Binds <c>policy.yaml</c>. The structure is that of <c>policies/policy.schema.json</c>: tests hold the two together.</summary>
internal static class PolicyDocumentReader
{
    /// <summary>Null when the root is no mapping; otherwise a document that may be used only if no defect was noted.</summary>
    public static PolicyDocument? Read(YamlNode root, DocumentText text)
    {
        if (DocumentReader.Over(root, text) is not { } reader) return null;
        var document = new PolicyDocument
        {
            Id = reader.Text("id", DocumentPatterns.Id),
            Title = reader.Text("title"),
            Rationale = reader.Text("rationale"),
            Subject = reader.Choice<SubjectKind>("subject"),
            Where = reader.OptionalText("where"),
            Require = reader.Mappings("require", Check, required: true),
            Population = reader.OptionalText("population"),
            NotApplicable = NotApplicable(reader.OptionalMapping("notApplicable")),
            Severity = reader.Choice<Severity>("severity"),
            Parameters = reader.Map("parameters", DocumentPatterns.Name, (node, path) => Parameter(node, text, path)),
            Controls = reader.Mappings("controls", Control, required: true),
            Rebuild = Rebuild(reader.OptionalMapping("rebuild")),
            Effective = Effective(reader.OptionalMapping("effective")),
        };
        reader.Finish();
        return document;
    }

    internal static EffectiveDocument? Effective(DocumentReader? reader)
    {
        if (reader is null) return null;
        var effective = new EffectiveDocument
        {
            From = reader.OptionalText("from", DocumentPatterns.Day),
            Until = reader.OptionalText("until", DocumentPatterns.Day),
        };
        reader.Finish();
        return effective;
    }

    private static CheckDocument Check(DocumentReader reader) => new()
    {
        Id = reader.Text("id", DocumentPatterns.Id),
        Check = reader.Text("check"),
        Rules = reader.Texts("rules"),
        Otherwise = reader.Text("otherwise"),
        Remedy = reader.Text("remedy"),
    };

    private static NotApplicableDocument? NotApplicable(DocumentReader? reader)
    {
        if (reader is null) return null;
        var clause = new NotApplicableDocument { When = reader.Text("when"), Because = reader.Text("because") };
        reader.Finish();
        return clause;
    }

    private static ParameterDocument Parameter(YamlNode node, DocumentText text, string path)
    {
        if (DocumentReader.Over(node, text, path) is not { } reader) return new ParameterDocument { Type = default, Default = false, Title = "" };
        var parameter = new ParameterDocument
        {
            Type = reader.Choice<ParameterType>("type"),
            Default = reader.Value("default"),
            Adds = reader.OptionalChoice<SupportList>("adds"),
            Title = reader.Text("title"),
        };
        reader.Finish();
        return parameter;
    }

    private static ControlDocument Control(DocumentReader reader) => new()
    {
        Framework = reader.Text("framework"),
        Id = reader.Text("id"),
        Objective = reader.OptionalText("objective"),
        Force = reader.OptionalChoice<Force>("force"),
        Source = reader.Text("source"),
    };

    private static RebuildDocument? Rebuild(DocumentReader? reader)
    {
        if (reader is null) return null;
        var rebuild = new RebuildDocument { Can = reader.Texts("can", required: true) };
        reader.Finish();
        return rebuild;
    }
}
