using System.Reflection;

namespace Compliance.Tests.Evidence.Collection.CryptoModules;

/// <summary>The register of what detection has to show: no row without a case, no case that is not there, no case of the tables that no row names.</summary>
public sealed class RegisterTests
{
    private static readonly string[] Tables = [.. DetectionTableTests.Rows.Concat(EdgeCaseTests.Traps).Concat(FurtherRowsTests.Rows).Concat(LoadPathTests.Ways).Select(row => row.Data)];

    [Fact]
    public void Every_row_has_cases_and_every_case_has_a_row()
    {
        var rows = File.ReadAllLines(Path.Combine(Root, "tests", "cases", "detection", "register.txt")).Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split('\t')).ToList();
        Assert.All(rows, row => Assert.Equal(3, row.Length));
        Assert.Equal(rows.Count, rows.Select(row => row[1]).Distinct(StringComparer.Ordinal).Count());
        var named = rows.SelectMany(row => row[2].Split("; ", StringSplitOptions.RemoveEmptyEntries).Select(one => (Row: row[1], Case: one))).ToList();
        Assert.Empty(rows.Select(row => row[1]).Except(named.Select(pair => pair.Row)));
        Assert.Empty(named.Where(pair => !Exists(pair.Case)).Select(pair => $"{pair.Row}: no case '{pair.Case}'"));
        Assert.Empty(Tables.Except(named.Select(pair => pair.Case), StringComparer.Ordinal));
        Assert.Equal(Tables.Length, Tables.Distinct(StringComparer.Ordinal).Count());
    }

    private static string Root
    {
        get
        {
            var folder = AppContext.BaseDirectory;
            while (!File.Exists(Path.Combine(folder, "Compliance.sln"))) folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("no solution above the tests");
            return folder;
        }
    }

    private static bool Exists(string name)
    {
        if (Tables.Contains(name, StringComparer.Ordinal)) return true;
        if (name.StartsWith("policy:", StringComparison.Ordinal) && name["policy:".Length..].Split('/') is [var id, var one]) return File.Exists(Path.Combine(Root, "policies", "cryptography", id, "cases", $"{one}.yaml"));
        if (name.Split('.') is not [var type, var method]) return false;
        var tests = typeof(RegisterTests).Assembly.GetTypes().Where(candidate => candidate.Name == type).SelectMany(candidate => candidate.GetMethods(BindingFlags.Public | BindingFlags.Instance));
        return tests.Any(candidate => candidate.GetCustomAttributes<FactAttribute>().Any() && (method == "*" || candidate.Name == method));
    }
}
