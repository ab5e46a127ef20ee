using Compliance.Policy.Cel;

namespace Compliance.Benchmarks;

/// <summary>The fact document that the peers' benchmark makes: 500 packages, 200 vulnerabilities, 40 modules, from the same numbers.</summary>
internal static class CelFacts
{
    private static readonly CelStructType Package = new("package", [new("name", CelType.String), new("version", CelType.String), new("supplier", CelType.String), new("licenses", CelType.List(CelType.String)), new("purl", CelType.String)]);
    private static readonly CelStructType Vex = new("vex", [new("status", CelType.String)]);
    private static readonly CelStructType Vulnerability = new("vulnerability", [new("id", CelType.String), new("severity", CelType.String), new("packageName", CelType.String), new("vex", CelType.List(Vex.Type))]);
    private static readonly CelStructType Certificate = new("certificate", [new("number", CelType.Int), new("status", CelType.String)]);
    private static readonly CelStructType Module = new("module", [new("name", CelType.String), new("approvedMode", CelType.Bool), new("certificate", Certificate.Type)]);

    public static CelEnvironment Environment { get; } = CelEnvironment.Standard.WithVariables(
        new CelVariable("packages", CelType.List(Package.Type)),
        new CelVariable("vulnerabilities", CelType.List(Vulnerability.Type)),
        new CelVariable("cryptoModules", CelType.List(Module.Type)));

    public static CelBindings Bindings()
    {
        var seed = 42;
        return new CelBindings(Environment)
        {
            ["packages"] = CelValue.List(Enumerable.Range(0, 500).Select(MakePackage)),
            ["vulnerabilities"] = CelValue.List(Enumerable.Range(0, 200).Select(i => MakeVulnerability(i, Next(ref seed, 500)))),
            ["cryptoModules"] = CelValue.List(Enumerable.Range(0, 40).Select(MakeModule)),
        };
    }

    /// <summary>In doubles, as JavaScript computes it.</summary>
    private static int Next(ref int seed, int bound)
    {
        seed = (int)((long)((seed * 1103515245.0) + 12345.0) & 0x7fffffff);
        return seed % bound;
    }

    private static CelValue Text(string text) => CelValue.String(text);

    private static CelValue Make(CelStructType type, params CelValue[] slots) => CelValue.Struct(new CelStruct(type, slots));

    private static CelValue MakePackage(int i) => Make(
        Package,
        Text($"pkg{i}"),
        Text($"1.{i % 20}.{i % 7}"),
        Text($"Organization: S{i % 30}"),
        i % 3 != 0 ? CelValue.List(Text("MIT")) : CelValue.List(Text("Apache-2.0"), Text("BSD-3-Clause")),
        Text($"pkg:deb/debian/pkg{i}@1.{i % 20}.{i % 7}"));

    private static CelValue MakeVulnerability(int i, int package) => Make(
        Vulnerability,
        Text($"CVE-2026-{1000 + i}"),
        Text(new[] { "low", "medium", "high", "critical" }[i % 4]),
        Text($"pkg{package}"),
        i % 4 == 3 ? CelValue.List(Make(Vex, Text("under_investigation")), Make(Vex, Text("not_affected"))) : CelValue.List(CelList.Empty));

    private static CelValue MakeModule(int i) => Make(Module, Text($"mod{i}"), CelValue.Bool(i == 39), Make(Certificate, CelValue.Int(4000 + i), Text(i >= 38 ? "active" : "historical")));
}
