using System.Collections.Immutable;
using System.Globalization;
using Compliance.Evidence.Packaging;
using Compliance.Policy.Facts;
using Compliance.Reporting.Model;

namespace Compliance.Reporting.Sections.Facts;

/// <summary>Cryptographic modules with every axis apart: what it is, whether it is intact, which certificate, in what state, switched on, reachable.</summary>
internal static class ModulesSection
{
    public const string Id = "modules";

    private static readonly Block.Callout StandIn =
        new(Tone.Caution, "A labelled stand-in", [["Made for tests and samples. It holds no cryptography and never matches a certificate."]]);

    public static Block.Section Fold(EvidenceDraft draft)
    {
        var found = FactTable.Facts<CryptoModuleFact>(draft, FactKind.CryptoModule).ToImmutableArray();
        var blocks = ImmutableArray.CreateBuilder<Block>();
        if (!found.IsEmpty)
        {
            blocks.Add(new Block.Paragraph(
            [
                "A certificate match, the certificate's state on a date, activation and reachability are four different things. ",
                "No one of them stands for another, and none of them alone says that approved cryptography is in use.",
            ]));
            blocks.Add(Overview(draft, found));
        }

        blocks.Add(FactTable.Remark(draft, FactKind.CryptoModule, found.IsEmpty));
        var cards = Math.Min(found.Length, FactTable.MaxRows);
        for (var index = 0; index < cards; index++) blocks.Add(Card(draft, found[index].Value, found[index].Fact, index + 1));
        if (FactTable.Omitted(found.Length) is { } omitted) blocks.Add(omitted);
        blocks.AddRange(ProbesTable.Fold(draft));
        return new Block.Section(2, Id, "Cryptographic modules", blocks.ToImmutable());
    }

    private static Block.Table Overview(EvidenceDraft draft, ImmutableArray<(CryptoModuleFact Value, Fact Fact)> found) => new(
        $"{Wording.Count(found.Length, "module")}; certificate states as of {Wording.Day(draft.Run.EvaluatedAt)}",
        [new("Module", 29), new("Certificate match", 18), new("Certificates", 13), new("State", 14), new("Activation", 14), new("Reachable", 12)],
        [.. found.Take(FactTable.MaxRows).Select((module, index) => new TableRow(
            new TableCell(
            [
                [new Inline.Link(AnchorOf(index + 1), module.Value.Name), " ", .. Version(module.Value)],
                [new Inline.Aside(Images.AreSeveral(draft) ? $"image {Images.Label(draft, module.Fact.Subject)}" : module.Value.Family)],
            ]),
            new TableCell(Wording.Word(module.Value.CertificateMatch)),
            Certificates(module.Value),
            new TableCell(Wording.Word(module.Value.CertificateState)),
            new TableCell(Wording.Word(module.Value.Activation)),
            new TableCell(Wording.YesNo(module.Value.Reachable, Tone.Neutral, Tone.Neutral))))]);

    private static Block.Section Card(EvidenceDraft draft, CryptoModuleFact module, Fact fact, int number)
    {
        ImmutableArray<Block> grid = [new Block.Grid([.. Identity(draft, module, fact), .. Certificate(draft, module), .. Use(module)])];
        if (module.Stub) grid = grid.Insert(0, StandIn);
        return new Block.Section(3, AnchorOf(number), $"Module {number.ToString(CultureInfo.InvariantCulture)}: {module.Name}", grid);
    }

    private static ImmutableArray<GridRow> Identity(EvidenceDraft draft, CryptoModuleFact module, Fact fact) =>
    [
        new("Image", Images.Label(draft, fact.Subject)),
        new("Module", new Inline.Strong(module.Name), new Inline.Aside(module.Family)),
        new("Version", [.. Wording.Known(module.Version, value => value)]),
        new("Build", [.. Wording.Known(module.Build, value => Wording.OrNone(value, "no build behind the version"))]),
        new("Path", new Inline.Code(module.Path), new Inline.Aside($"layer {module.Layer.ToString(CultureInfo.InvariantCulture)}")),
        new("Package", module.Package.Length == 0 ? new Inline.Aside("none of the system owns it") : new Inline.Code($"{module.Package} {module.PackageVersion}")),
        new("SHA-256", new Inline.Hash(module.Sha256)),
        new("Integrity value", [.. Wording.Word(module.Integrity), new Inline.Aside(module.IntegrityDetail)]),
    ];

    private static ImmutableArray<GridRow> Certificate(EvidenceDraft draft, CryptoModuleFact module) =>
    [
        new("Certificate match", [.. Wording.Word(module.CertificateMatch)]),
        new("CMVP certificates", [.. Certificates(module).Paragraphs[0]]),
        new("Certificate state", [.. Wording.Word(module.CertificateState), new Inline.Aside($"as of {Wording.Day(draft.Run.EvaluatedAt)}"), .. module.CertificateReason.Length == 0 ? (ImmutableArray<Inline>)[] : [new Inline.Aside($": {string.Join("; ", new[] { module.CertificateReason, module.CertificateSource }.Where(part => part.Length > 0))}")]]),
        new("Vendor", Wording.OrNone(module.Vendor, "none: no certificate")),
        new("Standard", Wording.OrNone(module.Standard, "none: no certificate")),
        new("Last active day", Wording.OrNone(module.Sunset)),
        new("Known vulnerabilities inside", [.. Wording.Known(module.AffectedBy, ids => Wording.OrNone(string.Join(", ", ids), "none"))]),
    ];

    private static ImmutableArray<GridRow> Use(CryptoModuleFact module) =>
    [
        new("Activation", [.. Wording.Word(module.Activation), new Inline.Aside(module.ActivationReason)]),
        new("Default provider beside it", [.. Wording.YesNo(module.DefaultProviderActive, Tone.Caution, Tone.Neutral)]),
        new("default_properties", [.. Wording.Known(module.DefaultProperties, value => Wording.CodeOrNone(value, "unset"))]),
        new("Reachable", [.. Wording.YesNo(module.Reachable, Tone.Neutral, Tone.Neutral), new Inline.Aside(module.ReachedBy)]),
        new("Operational environment", [.. Wording.Word(module.OperationalEnvironment)]),
        new("Entropy caveat", [.. Wording.YesNo(module.EntropyCaveat, Tone.Caution, Tone.Neutral), .. module.EntropySources.Select(source => new Inline.Aside(source))]),
    ];

    private static IEnumerable<Inline> Version(CryptoModuleFact module)
    {
        foreach (var run in Wording.Known(module.Version, value => value)) yield return run;
        if (module.Build is { IsKnown: true, Value.Length: > 0 }) yield return new Inline.Aside($"build {module.Build.Value}");
    }

    private static TableCell Certificates(CryptoModuleFact module) => module.Certificates.IsEmpty
        ? new TableCell(new Inline.Aside("none"))
        : new TableCell(string.Join(", ", module.Certificates.Select(number => $"#{number.ToString(CultureInfo.InvariantCulture)}")));

    private static string AnchorOf(int number) => $"module-{number.ToString(CultureInfo.InvariantCulture)}";
}
