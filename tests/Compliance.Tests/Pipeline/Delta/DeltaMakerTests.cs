using Compliance.Evidence.Assessing;
using Compliance.Formats;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;
using Compliance.Pipeline.Delta;
using Compliance.Policy.Results;
using Compliance.Tests.World.Samples;

namespace Compliance.Tests.Pipeline.Delta;

/// <summary>What changed between two audits.</summary>
public sealed class DeltaMakerTests
{
    private static readonly Lazy<Assessment> Before = new(() => SampleAudit.Assess(BeforeImage.Build(), null));
    private static readonly Lazy<Assessment> After = new(() => SampleAudit.Assess(AfterImage.Build(), null));

    [Fact]
    public void Another_image_changes_packages_controls_size_modules_and_class()
    {
        var delta = DeltaMaker.Compare(Before.Value, After.Value, 1500);
        Assert.Contains(delta.Packages, change => change is { Name: "busybox", After: "" });
        Assert.Contains(delta.Controls, change => change is { PolicyId: "no-shell", Before: Verdict.NotMet } && change.Controls.Length > 0);
        Assert.NotEqual(delta.StateBefore.Bytes, delta.StateAfter.Bytes);
        Assert.NotEqual(delta.StateBefore.Modules, delta.StateAfter.Modules);
        Assert.Equal(ChangeClass.Transformative, delta.ProposedClass);
        Assert.Contains(delta.ProposedBecause, reason => reason.Contains("operating system", StringComparison.Ordinal));
        Assert.Equal(1500, delta.BuildMilliseconds);
    }

    [Fact]
    public void The_same_image_changes_nothing_and_is_routine()
    {
        var delta = DeltaMaker.Compare(Before.Value, Before.Value, null);
        Assert.Empty(delta.Packages);
        Assert.Empty(delta.Controls);
        Assert.Equal((ChangeClass.Routine, null), (delta.ProposedClass, delta.BuildMilliseconds));
    }

    [Fact]
    public void What_no_feed_tells_is_null_and_never_nothing()
    {
        var delta = DeltaMaker.Compare(Before.Value, After.Value, null);
        Assert.Null(delta.VulnerabilitiesClosed);
        Assert.Null(delta.VulnerabilitiesOpened);
        var statement = StrictJson.Read(DeltaDocument.Statement(delta, "registry.example/app", [("before.asice", Digest.Parse($"sha256:{new string('a', 64)}"))]), "delta").Required().Root;
        var predicate = statement["predicate"];
        Assert.Equal(JsonKind.Null, predicate["vulnerabilitiesClosed"].Kind);
        Assert.Equal("a person decides", predicate["significantChange"]["decision"].AsText);
        foreach (var name in (string[])["bytes", "layers", "packages", "packagesInSbom", "signatures", "signers", "signatureAlgorithms", "cryptographicModules"]) Assert.True(predicate["stateAfter"][name].HasValue, name);
        Assert.Equal(delta.After.Length, statement["subject"].Items.Count());
        Assert.Equal("file:before.asice", predicate["evidence"].Items.Single()["uri"].AsText);
    }
}
