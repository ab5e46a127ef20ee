using System.Text;
using YamlDotNet.Core;

namespace Compliance.Formats.Reading.Yaml;

/// <summary>
/// Reads one YAML 1.2 document (UTF-8, with or without byte order mark) into nodes that know their line and column. Refused, because a
/// reader of policies and settings has no use for them and each has been a trap: anchors and aliases, tags, keys that are not scalars,
/// repeated keys, merge keys, several documents in one file. Size, depth and counts are bounded by <see cref="Limits"/>.
/// </summary>
public static class YamlTree
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <param name="document">Name for locators: a path or file name.</param>
    public static Reading<YamlNode> Read(ReadOnlyMemory<byte> bytes, string document, Limits? limits = null)
    {
        limits ??= Limits.Default;
        if (bytes.Length > limits.MaxYamlBytes)
            return Readings.Reject<YamlNode>(YamlCodes.TooLarge, new Locator(document), $"{bytes.Length} bytes are more than the {limits.MaxYamlBytes} allowed");
        string text;
        try
        {
            text = Utf8.GetString(bytes.Span.StartsWith("\uFEFF"u8) ? bytes.Span[3..] : bytes.Span);
        }
        catch (DecoderFallbackException problem)
        {
            return Readings.Reject<YamlNode>(YamlCodes.NotUtf8, new Locator(document, problem.Index), "not UTF-8");
        }

        return Parse(text, document, limits);
    }

    /// <summary>The same for text that is already decoded.</summary>
    public static Reading<YamlNode> Parse(string text, string document, Limits? limits = null)
    {
        limits ??= Limits.Default;
        var defects = new DefectCollector(limits);
        try
        {
            var builder = new YamlTreeBuilder(document, limits, defects);
            var root = builder.Build(new Parser(new Scanner(new StringReader(text), skipComments: true)));
            return root is null || defects.Count > 0 ? Readings.Reject<YamlNode>(defects.ToImmutable()) : Readings.Accept(root);
        }
        catch (YamlException problem)
        {
            defects.Add(YamlCodes.Malformed, new Locator(document, Line: (int)problem.Start.Line, Column: (int)problem.Start.Column), Describe(problem));
        }
        catch (Exception problem) when (problem is not (OutOfMemoryException or OperationCanceledException))
        {
            // The scanner answers some malformed escapes and directives with the exceptions of the calls that it makes.
            defects.Add(YamlCodes.Malformed, new Locator(document), $"not YAML: {problem.Message}");
        }

        return Readings.Reject<YamlNode>(defects.ToImmutable());
    }

    private static string Describe(YamlException problem) => $"not YAML: {(problem.InnerException ?? problem).Message}";
}
