using System.Text;
using Compliance.Policy.Cel;

namespace Compliance.Tests.Policy.Cel;

public sealed class CelMutationTests
{
    public static TheoryData<string> Seeds =>
    [
        "modules.filter(m, m.activation == 'on' && !m.name.startsWith('x')).map(m, m.layer + 1).exists(l, l > 2 * x)",
        "cel.bind(a, {'k': [1, 2u, 3.5], ?'o': labels[?'q']}, has(a.k) ? a.k.size() : int('12') % 5)",
        "'%s %d %.3f'.format([names, x, 1.5]) + r'raw\\n' + '''tri''' + string(b'\\x41') + labels.?k.orValue('')",
        "timestamp('2026-11-23T10:00:00Z') - duration('1h30m') < timestamp(0) || 'a-1'.matches('^[a-z]+-\\\\d{1,3}$')",
        "names.transformMap(i, n, i > 0, n.upperAscii()).exists(k, v, v == 'A') && math.greatest(1, 2, 3) in [3] && .x == 1",
        "ip('10.0.0.1').isLoopback() || cidr('10.0.0.0/8').containsIP('10.1.1.1') || optional.of(1).optMap(v, v + 1).value() == 2",
    ];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Mutated_expressions_are_compiled_or_refused_and_never_throw(string seed)
    {
        Assert.True(CelProgram.Compile(seed, CelWorld.Environment, CelWorld.Origin).TryGet(out _), string.Join("; ", CelWorld.Defects(seed)));
        var bindings = CelWorld.Bind(
            ("x", CelValue.Int(3)), ("modules", CelValue.List(CelWorld.Made("a"), CelWorld.Made("b", CelValue.Unknown("gap")))),
            ("names", CelValue.List(CelValue.String("a"))), ("labels", CelValue.Map(CelMap.Empty)), ("any", CelValue.Null));
        foreach (var mutation in Mutations.Of(Encoding.UTF8.GetBytes(seed), Mutations.Count, 11))
        {
            var text = Encoding.UTF8.GetString(mutation);
            if (CelProgram.Compile(text, CelWorld.Environment, CelWorld.Origin).TryGet(out var program))
            {
                var result = program.Evaluate(bindings, 100_000);
                Assert.Equal(result.GetType(), program.Explain(bindings, 100_000).Result.GetType());
            }

            if (CelProgram.CompileUnchecked(text, CelWorld.Environment, CelWorld.Origin).TryGet(out var loose)) loose.Evaluate(bindings, 100_000);
        }
    }

    [Fact]
    public void Random_characters_are_refused_or_compiled()
    {
        var random = new Random(5);
        const string Alphabet = "abnx01.?:,()[]{}'\"\\`+-*/%!<>=&| \n\ud83d\ude00\u0000rbinmodules";
        for (var round = 0; round < Mutations.Count; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(40)).Select(_ => Alphabet[random.Next(Alphabet.Length)]));
            var reading = CelProgram.Compile(text, CelWorld.Environment, CelWorld.Origin);
            Assert.Equal(reading.TryGet(out _), reading.Defects.IsEmpty);
        }
    }

    [Fact]
    public void Random_patterns_are_refused_or_matched_in_bounded_time()
    {
        var random = new Random(9);
        const string Alphabet = "ab01.?*+|()[]{}^$\\,-:dwspPLQE<>=!iU";
        for (var round = 0; round < Mutations.Count; round++)
        {
            var pattern = string.Concat(Enumerable.Range(0, random.Next(24)).Select(_ => Alphabet[random.Next(Alphabet.Length)]));
            var bindings = CelWorld.Bind(("any", CelValue.String(pattern)));
            var result = CelWorld.Compile("'aab01-ab'.matches(any)").Evaluate(bindings, 1_000_000);
            Assert.True(result is CelResult.Value or CelResult.Error { Kind: CelErrorKind.InvalidArgument }, $"{pattern}: {result}");
        }
    }
}
