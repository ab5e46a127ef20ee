using System.Collections.Immutable;
using System.Text;
using Compliance.Formats.Reading;
using Compliance.Policy;
using Compliance.Policy.Library;

namespace Compliance.Tests.Policy.Library;

/// <summary>Parameters that take values of <c>catalogs/support.yaml</c>.</summary>
public sealed class CatalogParametersTests
{
    private const string Support = "drawn: 2026-11-23\nreleases:\n  - { id: debian, version: \"12\", until: 2028-06-30, source: debian.org }\nrolling:\n  - { id: wolfi, source: wolfi.dev }\n";

    [Fact]
    public void Listed_releases_and_systems_are_added_to_the_defaults()
    {
        var library = Load("adds: releases", "[mine 1 2030-01-01]", Support).Required();
        Assert.Equal(["mine 1 2030-01-01", "debian 12 2028-06-30"], Values(library));
        Assert.Equal(["wolfi"], Values(Load("adds: rolling", "[]", Support).Required()));
    }

    [Theory]
    [InlineData("adds: releases", "[]", null)]
    [InlineData("adds: releases", "[]", "drawn: 2026-11-23\nreleases: []\nrolling: []\n")]
    [InlineData("adds: releases", "[]", "drawn: yesterday\n")]
    public void Missing_or_broken_list_refuses_the_library(string adds, string @default, string? support) =>
        Assert.Contains(Load(adds, @default, support).Defects, defect => defect.Code == PolicyDiagnostics.Parameter && defect.Locator.Line == 14);

    [Fact]
    public void List_is_added_to_lists_only() => Assert.Contains(Load("adds: releases", "x", Support).Defects, defect => defect.Code == PolicyDiagnostics.Parameter);

    [Fact]
    public void Release_that_is_listed_twice_is_refused() => Assert.Contains(
        Load("adds: releases", "[]", Support.Replace("rolling:", "  - { id: debian, version: \"12\", until: 2029-06-30, source: debian.org }\nrolling:", StringComparison.Ordinal)).Defects,
        defect => defect.Code == PolicyDiagnostics.Repeated);

    [Fact]
    public void Every_shipped_release_has_a_source_and_is_drawn_up_before_it_is_shipped() =>
        Assert.All(Values(ShippedPolicies.Library, "os-supported", "supported"), text => Assert.Matches(@"^[a-z]+ [0-9.]+ 20[0-9]{2}-[0-9]{2}-[0-9]{2}$", text));

    private static ImmutableArray<string> Values(PolicyLibrary library, string policy = "p", string parameter = "listed") =>
        (ImmutableArray<string>)library.Policies[policy].Document.Parameters[parameter].Default;

    private static Reading<PolicyLibrary> Load(string adds, string @default, string? support)
    {
        var policy = $$"""
            id: p
            title: Something holds
            rationale: It should.
            subject: image
            require:
              - id: holds
                check: params.listed.size() > 0
                otherwise: it does not
                remedy: Make it.
            severity: low
            parameters:
              listed:
                default: {{@default}}
                {{adds}}
                type: string-list
                title: What is listed
            controls:
              - { framework: frame, id: one, source: nowhere }

            """;
        List<PolicyFile> files = [File("aaa/p/policy.yaml", policy), File("catalogs/controls/frame.yaml", "framework: frame\ntitle: Frame\nsource: none\ncontrols:\n  - { id: one, title: One }\n")];
        if (support is not null) files.Add(File("catalogs/support.yaml", support));
        return PolicyLibrary.Load(files);
    }

    private static PolicyFile File(string path, string text) => new(path, Encoding.UTF8.GetBytes(text));
}
