using System.Collections.Immutable;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Compliance.Formats.Reading.Yaml;

/// <summary>Makes nodes from the parser's events, collecting what is refused.</summary>
internal sealed class YamlTreeBuilder(string document, Limits limits, DefectCollector defects)
{
    private int nodes;

    /// <summary>The root, or null when the stream holds none or was left early; the defects then say why.</summary>
    public YamlNode? Build(IParser parser)
    {
        YamlNode? root = null;
        var documents = 0;
        while (parser.MoveNext())
        {
            switch (parser.Current)
            {
                case StreamStart or StreamEnd or DocumentEnd:
                    break;
                case DocumentStart start:
                    if (++documents > 1) return Refuse(YamlCodes.NotOneDocument, start, "a second document begins here; one file holds one");
                    break;
                case { } content:
                    root = Node(parser, content, 0);
                    if (root is null) return null;
                    break;
            }
        }

        return root ?? Refuse(YamlCodes.NotOneDocument, null, "the file holds no document");
    }

    private YamlNode? Node(IParser parser, ParsingEvent current, int depth)
    {
        if (depth > limits.MaxDepth) return Refuse(YamlCodes.TooDeep, current, $"nested more than {limits.MaxDepth} deep");
        if (++nodes > limits.MaxItems) return Refuse(YamlCodes.TooMany, current, $"more than {limits.MaxItems} nodes");
        if (current is NodeEvent node)
        {
            if (!node.Anchor.IsEmpty) defects.Add(YamlCodes.Anchor, At(node), "anchors are not allowed; write the value out");
            if (!node.Tag.IsEmpty) defects.Add(YamlCodes.Tag, At(node), "tags are not allowed");
        }

        switch (current)
        {
            case Scalar scalar:
                return Text(scalar);
            case SequenceStart start:
                return List(parser, start, depth);
            case MappingStart start:
                return Map(parser, start, depth);
            case AnchorAlias alias:
                return Refuse(YamlCodes.Anchor, alias, "aliases are not allowed; write the value out");
            default:
                return Refuse(YamlCodes.Malformed, current, "a value is missing here");
        }
    }

    private YamlScalar Text(Scalar scalar)
    {
        if (HasLoneSurrogate(scalar.Value)) defects.Add(YamlCodes.LoneSurrogate, At(scalar), "an escape names one half of a surrogate pair");
        return new YamlScalar(At(scalar), scalar.Value, scalar.Style == ScalarStyle.Plain);
    }

    private YamlSequence? List(IParser parser, SequenceStart start, int depth)
    {
        var items = ImmutableArray.CreateBuilder<YamlNode>();
        while (parser.MoveNext() && parser.Current is { } current and not SequenceEnd)
        {
            if (Node(parser, current, depth + 1) is not { } item) return null;
            items.Add(item);
        }

        return new YamlSequence(At(start), items.ToImmutable());
    }

    private YamlMapping? Map(IParser parser, MappingStart start, int depth)
    {
        var entries = ImmutableArray.CreateBuilder<YamlEntry>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (parser.MoveNext() && parser.Current is { } current and not MappingEnd)
        {
            var key = Node(parser, current, depth + 1);
            var value = key is not null && parser.MoveNext() && parser.Current is { } next ? Node(parser, next, depth + 1) : null;
            if (key is null || value is null) return null;
            if (key is not YamlScalar name) defects.Add(YamlCodes.KeyNotScalar, key.Locator, $"a key is {key.Description}, not a scalar");
            else if (!seen.Add(name.Text)) defects.Add(YamlCodes.DuplicateKey, name.Locator, $"the key '{name.Text}' stands twice in one mapping");
            else if (name is { IsPlain: true, Text: "<<" }) defects.Add(YamlCodes.Anchor, name.Locator, "merge keys are not allowed; write the values out");
            else entries.Add(new YamlEntry(name, value));
        }

        return new YamlMapping(At(start), entries.ToImmutable());
    }

    private YamlNode? Refuse(DiagnosticCode code, ParsingEvent? place, string message)
    {
        defects.Add(code, place is null ? new Locator(document) : At(place), message);
        return null;
    }

    private Locator At(ParsingEvent place) => new(document, Line: (int)place.Start.Line, Column: (int)place.Start.Column);

    private static bool HasLoneSurrogate(string text)
    {
        for (var index = 0; index < text.Length; index++)
        {
            if (!char.IsSurrogate(text[index])) continue;
            if (!char.IsSurrogatePair(text, index)) return true;
            index++;
        }

        return false;
    }
}
