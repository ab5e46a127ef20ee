using System.Collections.Immutable;
using System.Globalization;
using Compliance.Evidence.Packaging;
using Compliance.Policy.Facts;
using Compliance.Reporting.Model;

namespace Compliance.Reporting.Sections.Facts;

/// <summary>The attack surface that configuration and files show, one grid an image.</summary>
internal static class HardeningSection
{
    public const string Id = "hardening";

    private const int MaxPaths = 12;

    public static Block.Section Fold(EvidenceDraft draft)
    {
        var found = FactTable.Facts<HardeningFact>(draft, FactKind.Hardening).ToImmutableArray();
        var parts = found.Select((fact, index) => (Block)new Block.Section(
            3, $"hardening-{(index + 1).ToString(CultureInfo.InvariantCulture)}", $"Image {Images.Label(draft, fact.Fact.Subject)}", [new Block.Grid(Rows(fact.Value))]));
        return new Block.Section(2, Id, "Hardening", [.. parts, FactTable.Remark(draft, FactKind.Hardening, found.IsEmpty)]);
    }

    private static ImmutableArray<GridRow> Rows(HardeningFact fact) =>
    [
        new("Runs as user",
        [
            .. Wording.Known(fact.Uid, uid => uid.ToString(CultureInfo.InvariantCulture)),
            .. Wording.Asked("root", Wording.YesNo(fact.RunsAsRoot, Tone.Bad, Tone.Good)),
        ]),
        Paths("Shells", fact.Shells),
        Paths("Package managers", fact.PackageManagers),
        Paths("Set-user-id, set-group-id", fact.SetuidFiles),
        Paths("World-writable", fact.WorldWritable),
        Paths("Variables named like secrets", fact.SecretEnvNames),
        Paths("Files like credentials", fact.CredentialFiles),
    ];

    private static GridRow Paths(string term, Knowable<ImmutableArray<string>> found)
    {
        if (!found.IsKnown) return new GridRow(term, [.. Wording.Unknown(found.Reason)]);
        var paths = found.Value;
        if (paths.IsEmpty) return new GridRow(term, new Inline.Aside("none found"));
        var runs = ImmutableArray.CreateBuilder<Inline>();
        runs.Add(new Inline.Strong($"{Wording.Number(paths.Length)}: "));
        foreach (var path in paths.Take(MaxPaths)) runs.AddRange(new Inline.Code(path), " ");
        if (paths.Length > MaxPaths) runs.Add(new Inline.Aside($"and {Wording.Number(paths.Length - MaxPaths)} more"));
        return new GridRow(term, runs.ToImmutable());
    }
}
