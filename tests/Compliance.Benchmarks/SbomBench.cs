using System.Globalization;
using System.Text;
using System.Text.Json;
using Compliance.Formats.Sbom;

namespace Compliance.Benchmarks;

/// <summary>
/// Reading an SPDX document, given or made up with 20 MB, beside <see cref="JsonDocument"/> refusing repeated names: alternating, CPU time with that of
/// the garbage collector, best of the runs. The bar is 2.5.
/// </summary>
internal static class SbomBench
{
    private const int Runs = 9;

    private const double Bar = 2.5;

    public static int Run(string? file)
    {
        var bytes = file is null ? MadeUp(20 << 20) : File.ReadAllBytes(file);
        var (parse, read) = (double.MaxValue, double.MaxValue);
        for (var run = 0; run < Runs; run++)
        {
            parse = Math.Min(parse, Milliseconds(() => JsonDocument.Parse(bytes, new JsonDocumentOptions { AllowDuplicateProperties = false }).Dispose()));
            read = Math.Min(read, Milliseconds(() => Read(bytes)));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{bytes.Length / 1e6:F1} MB: CPU of JsonDocument {parse:F0} ms, of SbomReaders {read:F0} ms, ratio {read / parse:F2} (at most {Bar}), best of {Runs}"));
        return read / parse <= Bar ? 0 : 1;
    }

    private static void Read(byte[] bytes)
    {
        if (!SbomReaders.Read(bytes, "sbom").TryGet(out var sbom) || sbom.Components.IsEmpty) throw new InvalidOperationException("the document is not read");
    }

    private static double Milliseconds(Action action)
    {
        GC.Collect();
        var before = Environment.CpuUsage.TotalTime;
        action();
        return (Environment.CpuUsage.TotalTime - before).TotalMilliseconds;
    }

    /// <summary>Packages as scanners write them, four files each, and what contains what.</summary>
    private static byte[] MadeUp(int size)
    {
        var (packages, files, relationships) = (new StringBuilder(), new StringBuilder(), new StringBuilder());
        for (var index = 0; packages.Length + files.Length + relationships.Length < size; index++)
        {
            var comma = index == 0 ? "" : ",";
            packages.Append(CultureInfo.InvariantCulture, $$"""
                {{comma}}{"SPDXID":"SPDXRef-Package-{{index}}","name":"package-{{index}}","versionInfo":"1.{{index}}.0-r1","supplier":"Organization: Example","originator":"Organization: Example","downloadLocation":"NOASSERTION","filesAnalyzed":false,
                "checksums":[{"algorithm":"SHA256","checksumValue":"{{index:x64}}"}],"licenseConcluded":"NOASSERTION","licenseDeclared":"MIT OR Apache-2.0","copyrightText":"NOASSERTION","sourceInfo":"acquired package info from a database",
                "externalRefs":[{"referenceCategory":"SECURITY","referenceType":"cpe23Type","referenceLocator":"cpe:2.3:a:example:package-{{index}}:1:*:*:*:*:*:*:*"},{"referenceCategory":"PACKAGE-MANAGER","referenceType":"purl","referenceLocator":"pkg:generic/package-{{index}}@1"}]}
                """);
            relationships.Append(CultureInfo.InvariantCulture, $$"""{{comma}}{"spdxElementId":"SPDXRef-DOCUMENT","relationshipType":"DESCRIBES","relatedSpdxElement":"SPDXRef-Package-{{index}}"}""");
            for (var one = 0; one < 4; one++)
            {
                files.Append(CultureInfo.InvariantCulture, $$"""
                    {{(one == 0 ? comma : ",")}}{"SPDXID":"SPDXRef-File-{{index}}-{{one}}","fileName":"/usr/lib/package-{{index}}/file-{{one}}.so","fileTypes":["APPLICATION","BINARY"],"checksums":[{"algorithm":"SHA1","checksumValue":"{{one:x40}}"},{"algorithm":"SHA256","checksumValue":"{{index:x64}}"}],
                    "licenseConcluded":"NOASSERTION","licenseInfoInFiles":["NOASSERTION"],"copyrightText":""}
                    """);
                relationships.Append(CultureInfo.InvariantCulture, $$""",{"spdxElementId":"SPDXRef-Package-{{index}}","relationshipType":"CONTAINS","relatedSpdxElement":"SPDXRef-File-{{index}}-{{one}}"}""");
            }
        }

        return Encoding.UTF8.GetBytes($$"""
            {"spdxVersion":"SPDX-2.3","SPDXID":"SPDXRef-DOCUMENT","name":"made up","dataLicense":"CC0-1.0","documentNamespace":"https://example.org/made-up","creationInfo":{"created":"2026-11-24T00:00:00Z","creators":["Tool: benchmark"]},
            "packages":[{{packages}}],"files":[{{files}}],"relationships":[{{relationships}}]}
            """);
    }
}
