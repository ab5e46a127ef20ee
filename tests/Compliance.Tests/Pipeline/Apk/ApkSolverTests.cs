using Compliance.Formats.Packages.Apk;
using Compliance.Formats.Packages.Apk.Versions;
using Compliance.Pipeline.Apk.Solving;

namespace Compliance.Tests.Pipeline.Apk;

public sealed class ApkSolverTests
{
    private static ApkUniverse Universe(string records, string architecture = "x86_64") =>
        new([(new ApkSource("main", "", 0), ApkDatabase.Read(System.Text.Encoding.UTF8.GetBytes(records), "index").Required().Packages)], architecture);

    private static ApkDependency[] World(string world) => [.. world.Split(' ').Select(text => ApkDependency.TryParse(text, out var item) ? item : throw new ArgumentException(text))];

    private static string Names(ApkSolution solution) => string.Join(' ', solution.Packages.Select(package => $"{package.Candidate.Name}={package.Candidate.Version}"));

    private const string Chain = """
        P:app
        V:2
        D:lib>=2 tool

        P:lib
        V:1

        P:lib
        V:2

        P:lib
        V:3

        P:tool
        V:1
        D:lib<3

        """;

    [Fact]
    public void Greedy_choice_that_fails_is_taken_back()
    {
        var solution = ApkSolver.Solve(Universe(Chain), World("app"));

        Assert.Equal("lib=2 tool=1 app=2", Names(solution));
        var lib = solution.Packages[0];
        Assert.Contains(lib.Rejected, rejected => rejected.Candidate.Version == "3");
        Assert.Equal("world[app]", solution.Packages[2].Because);
    }

    [Fact]
    public void Refusal_names_the_smallest_part_of_the_world()
    {
        var refusal = ApkSolver.Solve(Universe(Chain), World("app tool lib>2")).Refusal!;

        Assert.Equal(["lib>2", "tool"], refusal.World.Order(StringComparer.Ordinal));
        Assert.Contains("tool-1 needs lib<3: lib-1, lib-2", refusal.Causes);
    }

    [Fact]
    public void Unversioned_virtual_is_taken_as_an_implicit_choice_or_refused()
    {
        const string Shells = "P:busybox\nV:1\np:/bin/sh\n\nP:dash\nV:2\np:/bin/sh\n";
        var asApko = ApkSolver.Solve(Universe(Shells), World("/bin/sh"));
        var asApk = ApkSolver.Solve(Universe(Shells), World("/bin/sh"), new SolverOptions { Choice = ProviderChoice.ApkTools });

        Assert.Equal(("dash=2", true), (Names(asApko), asApko.Packages[0].IsImplicit));
        Assert.Contains("name one of them", asApk.Refusal!.ToString(), StringComparison.Ordinal);
        Assert.Equal("busybox=1", Names(ApkSolver.Solve(Universe(Shells), World("/bin/sh busybox"), new SolverOptions { Choice = ProviderChoice.ApkTools })));
    }

    [Fact]
    public void Package_that_another_architecture_lacks_loses()
    {
        var (amd, arm) = (Universe("P:a\nV:1\nA:x86_64\n\nP:a\nV:2\nA:x86_64\n"), Universe("P:a\nV:1\nA:aarch64\n", "aarch64"));
        var solution = ApkSolver.Solve(amd, World("a"), new SolverOptions { Shared = ApkUniverse.InAll([amd, arm]) });

        Assert.Equal("a=1", Names(solution));
        Assert.Contains("every requested architecture", solution.Packages[0].Rejected[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Solutions_hold_for_random_universes()
    {
        var random = new Random(11);
        for (var round = 0; round < 200; round++)
        {
            var text = string.Join('\n', Enumerable.Range(0, 40).Select(_ => Record(random)));
            var universe = Universe(text);
            var world = World($"p{random.Next(12)} p{random.Next(12)}>1");
            var solution = ApkSolver.Solve(universe, world);
            if (!solution.IsSolved)
            {
                Assert.NotEmpty(solution.Refusal!.Causes);
                Assert.NotEmpty(solution.Refusal.World);
                continue;
            }

            var taken = solution.Packages.Select(package => package.Candidate).ToList();
            foreach (var item in world) Assert.Contains(taken, candidate => candidate.Satisfies(item));
            foreach (var candidate in taken)
            {
                foreach (var need in candidate.Depends.Where(need => !need.IsConflict)) Assert.Contains(taken, other => other.Satisfies(need));
                foreach (var enemy in candidate.Depends.Where(need => need.IsConflict)) Assert.DoesNotContain(taken, other => other != candidate && other.Satisfies(enemy));
                Assert.Single(taken, other => other.Name == candidate.Name);
            }

            Assert.Equal(Names(solution), Names(ApkSolver.Solve(Universe(text), world)));
        }
    }

    [Fact]
    public void What_comes_along_has_a_say_in_choices_that_are_open()
    {
        const string Records = "P:ui\nV:1\nD:polkit\n\nP:init\nV:1\n\nP:ui-init\nV:1\ni:ui=1 init\nD:polkit-light\n\nP:polkit\nV:1\n\nP:polkit-light\nV:1\np:polkit=1\n";
        var solution = ApkSolver.Solve(Universe(Records), World("ui init"), new SolverOptions { Choice = ProviderChoice.ApkTools });

        Assert.Equal(["init", "polkit-light", "ui", "ui-init"], solution.Packages.Select(package => package.Candidate.Name).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("a@edge", "a=2 extra=2")]
    [InlineData("a", "a=1")]
    public void What_comes_along_is_of_a_tagged_repository_only_with_its_tag(string world, string expected)
    {
        var universe = new ApkUniverse([Source("main", "", "P:a\nV:1\n"), Source("edge", "edge", "P:a\nV:2\n\nP:extra\nV:2\ni:a\n")], "x86_64");

        Assert.Equal(expected, Names(ApkSolver.Solve(universe, World(world))));

        static (ApkSource, IEnumerable<ApkPackage>) Source(string name, string tag, string records) =>
            (new ApkSource(name, tag, tag.Length), ApkDatabase.Read(System.Text.Encoding.UTF8.GetBytes(records), name).Required().Packages);
    }

    [Fact]
    public void Refusals_hold_for_every_set_of_packages_and_nothing_can_be_left_out_of_their_world()
    {
        var random = new Random(7);
        var refused = 0;
        for (var round = 0; round < 300; round++)
        {
            var universe = Universe(string.Join('\n', Enumerable.Range(0, 9).Select(_ => Small(random))));
            var world = World($"p{random.Next(5)} p{random.Next(5)}>{random.Next(2)} p{random.Next(5)}<{1 + random.Next(3)}");
            var solution = ApkSolver.Solve(universe, world);
            Assert.Equal(CanBeHad(universe, world), solution.IsSolved);
            if (solution.Refusal is not { } refusal) continue;
            refused++;
            var core = refusal.World.SelectMany(World).ToArray();
            Assert.False(CanBeHad(universe, core));
            Assert.All(core, item => Assert.True(CanBeHad(universe, [.. core.Where(other => other != item)])));
            if (core.Length > 1) Assert.All(world, item => Assert.True(CanBeHad(universe, [item])));
        }

        Assert.InRange(refused, 30, 290);
    }

    /// <summary>Tries every set of candidates.</summary>
    private static bool CanBeHad(ApkUniverse universe, IReadOnlyList<ApkDependency> world)
    {
        var all = universe.Candidates.Where(candidate => candidate.IsInstallable).ToArray();
        return Enumerable.Range(0, 1 << all.Length).Any(set => Holds([.. all.Where((_, at) => (set & (1 << at)) != 0)], world));
    }

    private static bool Holds(ApkCandidate[] taken, IReadOnlyList<ApkDependency> world) =>
        world.All(item => taken.Any(candidate => candidate.Satisfies(item)) != item.IsConflict)
        && taken.All(candidate => candidate.Depends.All(need => need.IsConflict ? !taken.Any(other => other != candidate && other.Satisfies(need)) : taken.Any(other => other.Satisfies(need))))
        && taken.SelectMany(candidate => candidate.Provides.Select(provided => (provided.Name, provided.Version, candidate)).Append((candidate.Name, candidate.Version, candidate)))
            .GroupBy(one => one.Item1, StringComparer.Ordinal).All(group => group.Select(one => one.Item3).Distinct().Count() == 1 || group.All(one => one.Item2.Length == 0));

    private static string Small(Random random)
    {
        var needs = string.Join(' ', Enumerable.Range(0, random.Next(3)).Select(_ => $"{(random.Next(5) == 0 ? "!" : "")}p{random.Next(5)}{(random.Next(2) == 0 ? $"{"<>="[random.Next(3)]}{random.Next(3)}" : "")}"));
        return $"P:p{random.Next(5)}\nV:{random.Next(3)}\nD:{needs}\n{(random.Next(5) == 0 ? $"p:v{random.Next(2)}\n" : "")}";
    }

    private static string Record(Random random)
    {
        var needs = string.Join(' ', Enumerable.Range(0, random.Next(3)).Select(_ => $"{(random.Next(6) == 0 ? "!" : "")}p{random.Next(12)}{(random.Next(3) == 0 ? $">={random.Next(4)}" : "")}"));
        return $"P:p{random.Next(12)}\nV:{random.Next(5)}\nD:{needs}\n{(random.Next(4) == 0 ? $"p:p{random.Next(12)}={random.Next(4)}\n" : "")}";
    }
}
