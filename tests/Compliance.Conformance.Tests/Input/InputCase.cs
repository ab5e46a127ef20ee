using System.Collections.Immutable;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Yaml;

namespace Compliance.Conformance.Tests.Input;

/// <summary>
/// One folder of <c>tests/cases/input</c>: how hostile input is made of a sample, how the program is run on it, and how it must end.
/// The words of <c>case.yaml</c> are in <c>tests/cases/input/README.md</c>.
/// </summary>
internal sealed record InputCase
{
    public required string Name { get; init; }

    /// <summary><c>after</c>, <c>before</c>, <c>package</c> or <c>none</c>.</summary>
    public required string Sample { get; init; }

    public required ImmutableArray<ImmutableArray<string>> Steps { get; init; }

    /// <summary>Arguments of the program, with places in braces; an audit of the image where the case states none.</summary>
    public required ImmutableArray<string> Run { get; init; }

    /// <summary>Condition of the machine: empty, <c>full-disk</c>, <c>small-files</c>, <c>full-output</c>, <c>no-override</c>, <c>interrupted</c>.</summary>
    public required string Under { get; init; }

    /// <summary>Runs only with <c>COMPLIANCE_LONG=1</c>.</summary>
    public required bool Long { get; init; }

    public required int Exit { get; init; }

    /// <summary>Diagnostic code that must be printed; empty where the input is only unusual, and read.</summary>
    public required string Code { get; init; }

    /// <summary>Text that must stand in the same line as the code, or anywhere where there is no code.</summary>
    public required string Place { get; init; }

    /// <summary>Whether a whole package is left under its name.</summary>
    public required bool Package { get; init; }

    public required int MaxSeconds { get; init; }

    public required int MaxMebibytes { get; init; }

    public static InputCase Read(string folder)
    {
        var file = Path.Combine(folder, "case.yaml");
        var root = (YamlMapping)YamlTree.Read(File.ReadAllBytes(file), file).Required();
        var expect = (YamlMapping)(root["expect"] ?? throw new FormatException($"{file}: no 'expect'"));
        Know(root, "about", "sample", "steps", "run", "under", "long", "expect");
        Know(expect, "exit", "code", "place", "package", "seconds", "mebibytes");
        if (Text(root, "about", "").Length == 0) throw new FormatException($"{file}: no 'about'");
        if (Number(expect, "exit", -1) >= 64 && Text(expect, "code", "").Length == 0) throw new FormatException($"{file}: a failure has a code");
        return new InputCase
        {
            Name = Path.GetFileName(folder),
            Sample = Text(root, "sample", "after"),
            Steps = root["steps"] is YamlSequence steps ? [.. steps.Items.Select(Words)] : [],
            Run = root["run"] is YamlSequence run ? Words(run) : ["audit", "{image}", "--data", "{data}", "--out", "{out}/x.asice"],
            Under = Text(root, "under", ""),
            Long = (root["long"] as YamlScalar)?.AsBoolean == true,
            Exit = Number(expect, "exit", -1),
            Code = Text(expect, "code", ""),
            Place = Text(expect, "place", ""),
            Package = Text(expect, "package", "none") switch { "none" => false, "made" => true, var other => throw new FormatException($"{file}: package is none or made, not {other}") },
            MaxSeconds = Number(expect, "seconds", 60),
            MaxMebibytes = Number(expect, "mebibytes", 400),
        };
    }

    private static void Know(YamlMapping mapping, params string[] keys)
    {
        foreach (var entry in mapping.Entries.Where(entry => !keys.Contains(entry.Key.Text, StringComparer.Ordinal))) throw new FormatException($"{entry.Key.Locator}: '{entry.Key.Text}' is not known here");
    }

    private static ImmutableArray<string> Words(YamlNode list) => [.. ((YamlSequence)list).Items.Select(item => ((YamlScalar)item).Text)];

    private static string Text(YamlMapping mapping, string key, string otherwise) => (mapping[key] as YamlScalar)?.Text ?? otherwise;

    private static int Number(YamlMapping mapping, string key, int otherwise) => (int?)(mapping[key] as YamlScalar)?.AsInt64 ?? otherwise;
}
