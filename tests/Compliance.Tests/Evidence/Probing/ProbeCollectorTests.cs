using Compliance.Evidence.Collection;
using Compliance.Evidence.Collection.Probes;
using Compliance.Evidence.Probing;
using Compliance.Formats.Reading;
using Compliance.Policy.Facts;

namespace Compliance.Tests.Evidence.Probing;

public sealed class ProbeCollectorTests
{
    private static readonly string[] OpenSsl = ["openssl-approved-hash", "openssl-default-properties", "openssl-md5", "openssl-providers"];

    [Fact]
    public async Task Image_in_its_approved_mode_is_confirmed_by_every_program_of_openssl()
    {
        var facts = await new ProbedWorld(ProbedWorld.Approved).CollectAsync(activated: true);
        var probes = Probes(facts);
        Assert.Equal([.. OpenSsl[..1], "openssl-default-properties", "openssl-md5", "openssl-providers"], probes.Keys.Where(name => name.StartsWith("openssl", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.All((string[])[.. OpenSsl, "python-hashlib", "node-fips"], name => Assert.Equal("confirms", probes[name].Agreement.Value));
        Assert.Equal(["usr/lib/libcrypto.so.3", "usr/lib/ossl-modules/fips.so"], probes["openssl-md5"].Modules);
        Assert.Equal("usr/bin/python3.11", probes["python-hashlib"].Program);
        Assert.Equal("OpenSSL under Python: SHA-256 answered, MD5 refused, hashlib-md5 answered", probes["python-hashlib"].Seen);
        Assert.Equal(("neither", "providers: BCFIPS, SUN", true), (probes["java-providers"].Agreement.Value, probes["java-providers"].Seen, probes["java-providers"].Approved.Value));
        Assert.Empty(facts.Gaps);
        Assert.All(facts.OfKind(FactKind.Probe), fact => Assert.Equal(Reperformance.Carried, fact.Reperformance));
    }

    [Theory]
    [InlineData("openssl-md5", 0, ProbedWorld.Md5, "", "contradicts")]
    [InlineData("openssl-md5", 1, "", ProbedWorld.Unsupported, "confirms")]
    [InlineData("openssl-md5", 0, "", "", null)]
    [InlineData("openssl-md5", 1, "", "bwrap: execvp /usr/bin/openssl: No such file or directory", null)]
    [InlineData("openssl-md5", 139, "", ProbedWorld.Unsupported, null)]
    [InlineData("openssl-md5", null, "", ProbedWorld.Unsupported, null)]
    [InlineData("openssl-default-properties", 0, ProbedWorld.Md5, "", "contradicts")]
    [InlineData("openssl-approved-hash", 0, "SHA2-256(/dev/null)= 00\n", "", null)]
    [InlineData("openssl-approved-hash", 1, "", ProbedWorld.Unsupported, "contradicts")]
    [InlineData("openssl-providers", 0, ProbedWorld.DefaultProviders, "", "contradicts")]
    [InlineData("openssl-providers", 0, "Providers:\n", "", "contradicts")]
    [InlineData("openssl-providers", 1, "", "list: Option unknown option -providers", null)]
    [InlineData("python-hashlib", 0, "sha256=answered\nmd5=answered\n", "", "contradicts")]
    [InlineData("python-hashlib", 0, "hashlib=without-openssl\n", "", null)]
    [InlineData("node-fips", 0, "sha256=refused\nmd5=refused\nfips=1\n", "", "contradicts")]
    [InlineData("node-fips", 0, "md5=refused\n", "", null)]
    public async Task Answer_is_held_against_what_the_bytes_say(string name, int? code, string output, string error, string? agreement)
    {
        var facts = await new ProbedWorld(probe => probe.Name == name ? ProbedWorld.Say(probe, code, output, error) : ProbedWorld.Approved(probe)).CollectAsync(activated: true);
        var probe = Probes(facts)[name];
        Assert.Equal(agreement, probe.Agreement.IsKnown ? probe.Agreement.Value : null);
        Assert.Equal(agreement is null, facts.Gaps.Any(gap => gap.Code == ProbeCodes.NoAnswer && gap.Message.StartsWith(name, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Refusal_where_nothing_works_shows_no_approved_mode()
    {
        var facts = await new ProbedWorld(probe => probe.Name == "openssl-approved-hash" ? ProbedWorld.Say(probe, 1, "", ProbedWorld.Unsupported) : ProbedWorld.Approved(probe)).CollectAsync(activated: true);
        Assert.False(Probes(facts)["openssl-md5"].Agreement.IsKnown);
    }

    [Fact]
    public async Task Probe_changes_no_fact_that_is_made_from_bytes()
    {
        var answered = await new ProbedWorld(ProbedWorld.Approved).CollectAsync(activated: false);
        var silent = await new ProbedWorld(ProbedWorld.Approved).CollectAsync(activated: false, raw => ProbedWorld.WithRecord(raw, null) with { Probed = false });
        Assert.Equal(silent.OfKind(FactKind.CryptoModule).Select(fact => fact.Value.ToString()), answered.OfKind(FactKind.CryptoModule).Select(fact => fact.Value.ToString()));
        Assert.Equal(["contradicts", "neither"], Probes(answered).Values.Select(probe => probe.Agreement.Value).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal((Coverage.Complete, 0), (silent.CoverageOf(FactKind.Probe), silent.OfKind(FactKind.Probe).Count()));
    }

    [Fact]
    public async Task Image_of_another_architecture_is_not_started_and_a_gap()
    {
        var world = new ProbedWorld(ProbedWorld.Approved, "arm64");
        var facts = await world.CollectAsync(activated: true);
        Assert.Equal(0, world.Runs);
        Assert.Contains("linux/amd64 can't be started on linux/arm64", Assert.Single(facts.Gaps, gap => gap.Code == ProbeCodes.NotStartable).Message, StringComparison.Ordinal);
        Assert.Equal((Coverage.Partial, 0), (facts.CoverageOf(FactKind.Probe), facts.OfKind(FactKind.Probe).Count()));
    }

    [Fact]
    public async Task Record_that_is_lost_or_of_other_questions_is_a_gap()
    {
        var lost = await new ProbedWorld(ProbedWorld.Approved).CollectAsync(activated: true, raw => ProbedWorld.WithRecord(raw, null));
        Assert.Equal(ProbeCodes.RecordMissing, Assert.Single(lost.Gaps).Code);

        var other = await new ProbedWorld(probe => ProbedWorld.Approved(probe) with { Probe = probe with { Command = ["/usr/bin/true"] } }).CollectAsync(activated: true);
        Assert.Empty(other.OfKind(FactKind.Probe));
        Assert.Contains(other.Gaps, gap => gap.Code == ProbeCodes.RecordUnreadable);
        Assert.Contains(other.Gaps, gap => gap.Code == ProbeCodes.RecordMissing);
    }

    [Fact]
    public async Task Damaged_records_never_throw_and_never_hide_that_probes_were_asked_for()
    {
        await new ProbedWorld(ProbedWorld.Approved).CollectAsync(activated: true, raw =>
        {
            var seed = ProbedWorld.Record(raw);
            Assert.Equal(seed, ProbeRecordReader.Read(seed, Limits.Default).Required().Write());
            foreach (var bytes in Mutations.Of(seed, Math.Min(Mutations.Count, 20_000), 20261124)) _ = ProbeRecordReader.Read(bytes, Limits.Default);
            foreach (var bytes in Mutations.Of(seed, 30, 4))
            {
                var facts = ProbedWorld.Collect(ProbedWorld.WithRecord(raw, bytes));
                Assert.True(facts.Gaps.Any(gap => gap.Kind == FactKind.Probe) || facts.OfKind(FactKind.Probe).Count() == 7);
            }

            return raw;
        });
    }

    private static Dictionary<string, ProbeFact> Probes(FactSet facts) => facts.OfKind(FactKind.Probe).Select(fact => (ProbeFact)fact.Value).ToDictionary(probe => probe.Name, StringComparer.Ordinal);
}
