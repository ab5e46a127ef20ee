using System.Text;
using Compliance.Evidence.Collection;
using Compliance.Formats.CryptoModules.Nss;
using Compliance.Policy.Facts;
using Compliance.Tests.World;

namespace Compliance.Tests.Evidence.Collection.CryptoModules;

/// <summary>What switches NSS into FIPS mode, and what looks as if it did.</summary>
public sealed class NssActivationTests
{
    [Theory]
    [InlineData("1", "on")]
    [InlineData("yes", "on")]
    [InlineData("true", "on")]
    [InlineData("fips", "on")]
    [InlineData("0", "conditional")]
    [InlineData("", "conditional")]
    [InlineData("off", "conditional")]
    [InlineData("on", "conditional")] // Older releases do not take it.
    [InlineData("false", "conditional")] // Newer releases do not take it.
    public void Variable_counts_where_every_release_takes_its_value(string value, string activation)
    {
        var module = Nss(image => image.Env($"NSS_FIPS={value}"));

        Assert.Equal(activation, Word(module));
        Assert.Contains($"NSS_FIPS={value}", module.ActivationReason, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_anything_the_hosts_kernel_decides() => Assert.StartsWith("the host's kernel flag decides", Conditional(_ => { }), StringComparison.Ordinal);

    [Fact]
    public void Module_list_with_the_flag_holds_for_programs_that_open_it() =>
        Assert.StartsWith("on for programs that open /etc/pki/nssdb/pkcs11.txt", Conditional(image => image.Layer(layer => List(layer, "internal,critical,FIPS"))), StringComparison.Ordinal);

    [Fact]
    public void Module_list_without_the_flag_changes_nothing() => Assert.DoesNotContain("pkcs11.txt", Conditional(image => image.Layer(layer => List(layer, "internal,critical"))), StringComparison.Ordinal);

    [Fact]
    public void File_for_other_software_and_the_choice_of_algorithms_change_nothing() =>
        Assert.StartsWith("the host's kernel flag decides", Conditional(image => image.Layer(layer => layer.File("etc/system-fips", [1]).File("etc/crypto-policies/state/current", "FIPS\n"u8.ToArray()))), StringComparison.Ordinal);

    [Fact]
    public void Script_or_command_that_touches_the_variable_leaves_it_unknown()
    {
        var script = Nss(image => image.Env("NSS_FIPS=1").Entrypoint("/start").Layer(layer => layer.File("start", "#!/bin/sh\nunset NSS_FIPS\nexec /usr/bin/app\n", 0x1ED)));
        var command = Nss(image => image.Env("NSS_FIPS=1").Entrypoint("/bin/sh", "-c", "NSS_FIPS=0 /usr/bin/app").Layer(layer => layer.File("bin/sh", StubModule.Program("libc.so.6"), 0x1ED)));
        var unseen = Nss(image => image.Env("NSS_FIPS=1").Entrypoint("/nothing"));

        Assert.Equal(("unknown", "start:2 touches NSS_FIPS"), (Word(script), script.ActivationReason));
        Assert.Equal(("unknown", "the command touches NSS_FIPS"), (Word(command), command.ActivationReason));
        Assert.Equal("unknown", Word(unseen));
    }

    [Theory]
    [InlineData("NSS=Flags=internal,critical,FIPS trustOrder=75", true)]
    [InlineData("NSS=trustOrder=75 flags=fips,internal slotParams=(1={slotFlags=[FIPS]})", true)]
    [InlineData("NSS=\"flags=internal\"", false)]
    [InlineData("NSS=Flags=internal,critical slotParams=(1={slotFlags=[RSA] flags=FIPS})", false)]
    [InlineData("NSS=Flags=FIPS", false)] // Another module than the built-in one.
    [InlineData("# NSS=Flags=internal,FIPS", false)]
    [InlineData("name=NSS Internal FIPS PKCS #11 Module", false)]
    [InlineData("parameters=configdir='sql:/x' flags=internal,FIPS", false)]
    [InlineData("", false)]
    public void Flag_is_read_from_the_built_in_modules_line(string line, bool fips) => Assert.Equal(fips, NssModuleDatabase.HasFips(Encoding.UTF8.GetBytes($"library=\n{line}\n\n")));

    [Fact]
    public void Mutated_list_never_throws()
    {
        foreach (var bytes in Mutations.Of("library=\nname=NSS Internal PKCS #11 Module\nNSS=Flags=internal,critical,FIPS trustOrder=75\n\n"u8.ToArray(), Mutations.Count, 7)) _ = NssModuleDatabase.HasFips(bytes);
    }

    private static void List(LayerBuilder layer, string flags) => layer.File("etc/pki/nssdb/pkcs11.txt", Encoding.UTF8.GetBytes($"library=\nname=NSS Internal PKCS #11 Module\nNSS=Flags={flags} trustOrder=75\n\n"));

    private static string Conditional(Action<ImageBuilder> more)
    {
        var module = Nss(more);
        Assert.Equal("conditional", Word(module));
        return module.ActivationReason;
    }

    private static CryptoModuleFact Nss(Action<ImageBuilder> more) => CollectionWorld.Collect(
        image =>
        {
            image.Entrypoint("/usr/bin/app").Layer(layer => layer.File("usr/bin/app", StubModule.Program("libsoftokn3.so"), 0x1ED).File("usr/lib/libsoftokn3.so", StubPrograms.Nss("3.110").Library));
            more(image);
        },
        new CryptoModuleCollector()).OfKind(FactKind.CryptoModule).Select(fact => (CryptoModuleFact)fact.Value).Single(module => module.Family == "nss");

    private static string Word(CryptoModuleFact module) => module.Activation.IsKnown ? module.Activation.Value : "unknown";
}
