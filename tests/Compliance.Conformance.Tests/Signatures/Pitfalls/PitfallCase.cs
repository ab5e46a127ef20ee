using System.Collections.Immutable;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Yaml;

namespace Compliance.Conformance.Tests.Signatures.Pitfalls;

/// <summary>One folder of <c>tests/cases/signatures</c>; its words are in the README there.</summary>
internal sealed record PitfallCase(string Name, YamlMapping Root)
{
    private static readonly string[] Known = ["pitfall", "about", "bundle", "image", "steps", "key", "identityPattern", "issuer", "require", "expect"];

    public string Pitfall => Text("pitfall") ?? "";

    public string? Bundle => Text("bundle");

    public string? Image => Text("image");

    public ImmutableArray<ImmutableArray<string>> Steps => Root["steps"] is YamlSequence steps ? [.. steps.Items.Select(step => ((YamlSequence)step).Items.Select(word => ((YamlScalar)word).Text).ToImmutableArray())] : [];

    public string Outcome => Expected("outcome") ?? "";

    /// <summary>Empty where no check is asked for.</summary>
    public string Code => Expected("code") ?? "";

    /// <summary><c>name=value</c> of the fact; empty where none is asked for.</summary>
    public string Field => Expected("field") ?? "";

    public int? Required(string name) => (int?)((Root["require"] as YamlMapping)?[name] as YamlScalar)?.AsInt64;

    public static PitfallCase Read(string folder)
    {
        var file = Path.Combine(folder, "case.yaml");
        var root = (YamlMapping)YamlTree.Read(File.ReadAllBytes(file), file).Required();
        foreach (var entry in root.Entries.Where(entry => !Known.Contains(entry.Key.Text, StringComparer.Ordinal))) throw new FormatException($"{entry.Key.Locator}: '{entry.Key.Text}' is not known here");
        var one = new PitfallCase(Path.GetFileName(folder), root);
        if (one.Outcome is not ("verified" or "failed" or "indeterminate")) throw new FormatException($"{file}: no outcome is called '{one.Outcome}'");
        if (one.Outcome != "verified" && one.Code.Length == 0) throw new FormatException($"{file}: what is not verified names the code of a check");
        if ((one.Bundle is null) == (one.Image is null)) throw new FormatException($"{file}: exactly one of bundle and image");
        return one;
    }

    public string? Text(string name) => (Root[name] as YamlScalar)?.Text;

    private string? Expected(string name) => ((Root["expect"] as YamlMapping)?[name] as YamlScalar)?.Text;
}
