using System.Text;
using Compliance.Fuzz;

namespace Compliance.Tests.Fuzz;

/// <summary>The targets of the fuzz driver, each for a moment, and the driver itself.</summary>
public sealed class FuzzTargetTests
{
    private static readonly FuzzTarget Faulty = new("faulty", [Encoding.ASCII.GetBytes("0123456789abcdefghij")], bytes =>
    {
        if (bytes.AsSpan().IndexOf("XX"u8) >= 0) throw new InvalidOperationException("found");
    });

    public static TheoryData<string> Targets => [.. FuzzTargets.All.Select(target => target.Name)];

    [Theory]
    [MemberData(nameof(Targets))]
    public void Target_survives_a_moment(string name)
    {
        var (found, inputs) = Fuzzer.Run(FuzzTargets.All.Single(target => target.Name == name), [], 20_261_123, count => count < Math.Min(Mutations.Count, 20_000) / 2);
        Assert.True(found is null, $"{found?.Detail}\n{Convert.ToBase64String(found?.Input ?? [])}");
        Assert.True(inputs > 0);
    }

    [Fact]
    public void What_a_reader_throws_is_found_and_made_small()
    {
        byte[] bad = Encoding.ASCII.GetBytes("0123456789XXabcdefghij");
        var (found, _) = Fuzzer.Run(Faulty, [bad], 1, _ => true);
        Assert.Equal("System.InvalidOperationException", found!.Kind);
        Assert.Equal("XX", Encoding.ASCII.GetString(Fuzzer.Minimise(Faulty, found).Input));
    }
}
