using System.Text;
using System.Text.Json;
using Compliance.Cryptography.Hashing;
using Compliance.Evidence.Collection;
using Compliance.Formats.CryptoModules.Boundaries;
using Compliance.Formats.CryptoModules.Cmvp.Lists;
using Compliance.Formats.Reading;
using Compliance.Policy;
using Compliance.Policy.Facts;
using Compliance.Reporting.Inventories;
using Compliance.Tests.Evidence;
using Compliance.Tests.Formats.CryptoModules.Boundaries;
using Compliance.Tests.World;
using NJsonSchema;

namespace Compliance.Tests.Reporting.Inventories;

public sealed class ModuleInventoryTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("1.6")]
    [InlineData("1.7")]
    public void Bill_of_materials_is_read_back_with_module_and_axes(string version)
    {
        var facts = Collect("3.1.2");
        var bytes = ModuleBom.Write(facts, version, At);
        var text = Encoding.UTF8.GetString(bytes);

        Assert.Equal(bytes, ModuleBom.Write(facts, version, At));
        Assert.Contains($"\"specVersion\": \"{version}\"", text, StringComparison.Ordinal);
        Assert.Contains("certificate/4985", text, StringComparison.Ordinal);
        Assert.Contains("\"name\": \"fips:certificate-state\",\n          \"value\": \"active\"", text, StringComparison.Ordinal);
        Assert.Empty(RegulatedTerms.FindIn(text));
        Assert.DoesNotContain("certificationLevel", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1.6")]
    [InlineData("1.7")]
    public async Task Bill_of_materials_is_valid_under_the_published_schema(string version)
    {
        Assert.SkipWhen(Vectors.Root is null, "no vectors: set COMPLIANCE_VECTORS");
        var file = Path.Combine(Vectors.Root, "sbom", "schemas", "cyclonedx", $"bom-{version}.schema.json");
        var schema = await JsonSchema.FromFileAsync(file, TestContext.Current.CancellationToken);
        var bill = Encoding.UTF8.GetString(ModuleBom.Write(Collect("3.1.2", layer => layer.File("usr/lib/libsodium.so.23", StubElf.Write("\0x\0"u8.ToArray(), ["crypto_secretbox_easy"], ["libc.so.6"], "libsodium.so.23"))), version, At));

        Assert.Empty(schema.Validate(bill));
        Assert.NotEmpty(schema.Validate(bill.Replace("\"type\": \"library\"", "\"type\": \"cryptographic-module\"", StringComparison.Ordinal)));
        Assert.NotEmpty(schema.Validate(bill.Replace("certification-report", "certificate-of-nobody", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("1.6", "other")]
    [InlineData("1.7", "key-wrap")]
    public async Task Tested_algorithms_are_assets_that_the_module_provides(string version, string wrapping)
    {
        var text = Bill("3.1.2", version, At);

        Assert.Equal(("fips140-3-l1", "ae", "gcm", "A3548"), Asset(text, "AES-GCM"));
        Assert.Equal(("fips140-3-l1", wrapping, "", "A3548"), Asset(text, "AES-KW"));
        Assert.Contains("\"value\": \"2 that were tested for the certificate; there may be more\"", text, StringComparison.Ordinal);
        Assert.Contains("\"algorithm/module/openssl-provider/usr/lib/ossl-modules/fips.so/AES-GCM A3548\",\n        \"algorithm", text, StringComparison.Ordinal);
        Assert.Equal(1, text.Split("unknown: no certificate matches").Length - 1);
        Assert.SkipWhen(Vectors.Root is null, "no vectors: set COMPLIANCE_VECTORS");
        var schema = await JsonSchema.FromFileAsync(Path.Combine(Vectors.Root, "sbom", "schemas", "cyclonedx", $"bom-{version}.schema.json"), TestContext.Current.CancellationToken);
        Assert.Empty(schema.Validate(text));
        Assert.NotEmpty(schema.Validate(text.Replace("fips140-3-l1", "fips140-3-l9", StringComparison.Ordinal)));
    }

    [Fact]
    public void No_level_is_claimed_when_the_certificate_ended_or_the_value_is_broken()
    {
        Assert.Equal("none", Asset(Bill("3.1.2", "1.7", new DateTimeOffset(2030, 3, 12, 12, 0, 0, TimeSpan.Zero)), "AES-GCM").Level);
        Assert.Equal("none", Asset(Bill("3.1.2", "1.7", At, layer => layer.File("etc/ssl/fipsmodule.cnf", StubModule.FipsModuleConfiguration(StubModule.Provider("Other", "1.0.0")))), "AES-GCM").Level);
    }

    [Theory]
    [InlineData("3.1.3")]
    [InlineData("3.5.9")]
    public void What_was_tested_is_not_known_of_another_build(string version)
    {
        var text = Bill(version, "1.7", At);

        Assert.DoesNotContain("cryptographic-asset", text, StringComparison.Ordinal);
        Assert.Contains("\"value\": \"unknown: ", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Answers_of_the_images_own_programs_stand_beside_the_module_that_gave_them()
    {
        var facts = Collect("3.1.2");
        var probe = new ProbeFact
        {
            Name = "openssl-md5",
            Program = "usr/bin/openssl",
            ProgramSha256 = "",
            Command = ["openssl", "md5"],
            ExitCode = Knowable<long>.Known(1),
            Seen = "MD5 was refused",
            Approved = Knowable<bool>.Known(true),
            Modules = ["usr/lib/ossl-modules/fips.so"],
            Agreement = Knowable<string>.Known("confirms"),
            Detail = "",
            HostFips = "absent",
        };
        var text = Encoding.UTF8.GetString(ModuleBom.Write(facts with { Facts = facts.Facts.Add(facts.Facts[0] with { Id = "probe/openssl-md5", Value = probe }) }, "1.7", At));

        Assert.Equal(1, text.Split("\"name\": \"fips:probe:openssl-md5\",\n          \"value\": \"MD5 was refused (usr/bin/openssl; confirms)\"").Length - 1);
    }

    /// <summary>With a list that has algorithms of the certificate, among rows that are none.</summary>
    private static string Bill(string version, string specVersion, DateTimeOffset at, Action<LayerBuilder>? more = null)
    {
        var dump = """{"certificates":[{"certificate_number":"4985","module_name":"OpenSSL FIPS Provider","vendor_name":"v","standard":"FIPS 140-3","status":"Active","overall_level":1,"sunset_date":"3/10/2030","algorithms_detailed":["AES-GCM | A3548 | Key Length - 128, 192, 256 | SP 800-38D","AES-KW | A3548 | SP 800-38F","Mode - AES-128, AES-192 | SP 800-90A","AES-GCM | A3548 | twice"]}]}"""u8.ToArray();
        var list = CmvpDumpReader.Read(dump, "d", new DateOnly(2026, 11, 20), "test", Digests.Sha256(dump), false, Limits.Default).Required();
        return Encoding.UTF8.GetString(ModuleBom.Write(Collect(version, more, at, CmvpListFile.Write(list)), specVersion, at));
    }

    private static (string Level, string Primitive, string Mode, string Validation) Asset(string bill, string name)
    {
        using var document = JsonDocument.Parse(bill);
        var asset = document.RootElement.GetProperty("components").EnumerateArray().Single(one => one.GetProperty("type").GetString() == "cryptographic-asset" && one.GetProperty("name").GetString() == name);
        var properties = asset.GetProperty("cryptoProperties").GetProperty("algorithmProperties");
        return (properties.GetProperty("certificationLevel")[0].GetString()!, properties.GetProperty("primitive").GetString()!, properties.TryGetProperty("mode", out var mode) ? mode.GetString()! : "", asset.GetProperty("properties")[0].GetProperty("value").GetString()!);
    }

    [Fact]
    public void Change_says_what_it_means()
    {
        Assert.Contains(ModuleChange.Between(Collect("3.1.3"), Collect("3.1.5")), change => change is { What: "identified", Meaning: ModuleChange.WithinStream });
        Assert.Contains(ModuleChange.Between(Collect("3.0.8"), Collect("3.0.9")), change => change is { What: "affected-by", Before: "CVE-2023-1255 CVE-2023-6237 CVE-2024-13176 CVE-2024-4603 CVE-2026-31790 CVE-2026-42770", Meaning: "vulnerabilities inside changed" });
        Assert.Contains(ModuleChange.Between(Collect("3.1.2"), Collect("3.5.9")), change => change is { What: "bypass", Meaning: ModuleChange.NewBypass });
        Assert.Contains(ModuleChange.Between(Collect("3.0.9", at: At.AddMonths(-3)), Collect("3.0.9")), change => change is { What: "certificate-state", Before: "active", After: "historical", Meaning: ModuleChange.StateChanged });
    }

    [Fact]
    public void Version_that_is_not_written_is_refused() => Assert.Throws<ArgumentException>(() => ModuleBom.Write(Collect("3.1.2"), "1.5", At));

    [Fact]
    public void Change_of_version_shows_every_axis_that_follows()
    {
        var changes = ModuleChange.Between(Collect("3.1.2"), Collect("3.1.5"));

        Assert.Contains(changes, change => change is { Kind: "changed", What: "identified", Before: "OpenSSL FIPS Provider 3.1.2", After: "OpenSSL FIPS Provider 3.1.5" });
        Assert.Contains(changes, change => change is { What: "certificate-match", Before: "exact", After: "update-stream" });
        Assert.Empty(ModuleChange.Between(Collect("3.1.2"), Collect("3.1.2")));
    }

    [Fact]
    public void Library_past_the_module_is_a_bypass_and_the_served_one_is_not()
    {
        var rows = ModuleRow.Of(Collect("3.1.2", layer => layer.File("usr/lib/libsodium.so.23", StubElf.Write("\0x\0"u8.ToArray(), ["crypto_secretbox_easy"], ["libc.so.6"], "libsodium.so.23"))));

        Assert.Equal(["usr/lib/libsodium.so.23"], rows.Where(row => row.IsBypass).Select(row => row.Module.Path));
        Assert.Contains(ModuleChange.Between(Collect("3.1.2"), Collect("3.1.2", layer => layer.File("usr/lib/libsodium.so.23", StubElf.Write("\0x\0"u8.ToArray(), ["crypto_secretbox_easy"], ["libc.so.6"], "libsodium.so.23")))), change => change is { Kind: "added", After: ", past the validated modules" });
    }

    private static FactSet Collect(string version, Action<LayerBuilder>? more = null, DateTimeOffset? at = null, byte[]? list = null)
    {
        var provider = StubModule.Provider("OpenSSL FIPS Provider", version, marked: false);
        var context = CollectionWorld.Context(at ?? At);
        context = context with { Catalogs = new Dictionary<string, ReadOnlyMemory<byte>>(context.Catalogs, StringComparer.Ordinal) { [BoundaryList.Path] = ShippedBoundaries.Bytes } };
        return CollectionWorld.Collect(
            image => image.Entrypoint("/usr/bin/app").Layer(layer =>
            {
                layer.File("usr/bin/app", StubModule.Program("libcrypto.so.3"), 0x1ED).File("usr/lib/libcrypto.so.3", StubModule.Libcrypto())
                    .File("usr/lib/ossl-modules/fips.so", provider).File("etc/ssl/openssl.cnf", StubModule.OpenSslConfiguration()).File("etc/ssl/fipsmodule.cnf", StubModule.FipsModuleConfiguration(provider));
                more?.Invoke(layer);
            }),
            new CryptoModuleCollector(),
            list is null ? context : context with { Catalogs = new Dictionary<string, ReadOnlyMemory<byte>>(context.Catalogs, StringComparer.Ordinal) { [CmvpList.Path] = list } });
    }
}
