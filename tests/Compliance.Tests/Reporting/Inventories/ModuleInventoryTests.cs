using System.Text;
using Compliance.Evidence.Collection;
using Compliance.Policy;
using Compliance.Policy.Facts;
using Compliance.Reporting.Inventories;
using Compliance.Tests.Evidence;
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

    [Fact]
    public void Change_says_what_it_means()
    {
        Assert.Contains(ModuleChange.Between(Collect("3.1.3"), Collect("3.1.5")), change => change is { What: "identified", Meaning: ModuleChange.WithinStream });
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

    private static FactSet Collect(string version, Action<LayerBuilder>? more = null, DateTimeOffset? at = null)
    {
        var provider = StubModule.Provider("OpenSSL FIPS Provider", version, marked: false);
        return CollectionWorld.Collect(
            image => image.Entrypoint("/usr/bin/app").Layer(layer =>
            {
                layer.File("usr/bin/app", StubModule.Program("libcrypto.so.3"), 0x1ED).File("usr/lib/libcrypto.so.3", StubModule.Libcrypto())
                    .File("usr/lib/ossl-modules/fips.so", provider).File("etc/ssl/openssl.cnf", StubModule.OpenSslConfiguration()).File("etc/ssl/fipsmodule.cnf", StubModule.FipsModuleConfiguration(provider));
                more?.Invoke(layer);
            }),
            new CryptoModuleCollector(),
            CollectionWorld.Context(at ?? At));
    }
}
